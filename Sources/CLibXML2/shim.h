// Debian's libxml2 brings ICU, whose UErrorCode clashes with the one in Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED  // hides two trailing fields of xmlCharEncodingHandler; nothing here uses them
#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

// Swift 6 sees no variables of C, and its Glibc belongs to the Posix target.
static inline const char *bh_xml_version(void) { return xmlParserVersion; }
static inline const unsigned char *bh_find(const unsigned char *bytes, unsigned char byte, size_t count) {
    return (const unsigned char *)memchr(bytes, byte, count);
}
