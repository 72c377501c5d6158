// Debian's libxml2 brings ICU, whose UErrorCode clashes with the one in Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED  // hides two trailing fields of xmlCharEncodingHandler; nothing here uses them
#include <libxml/parser.h>
#include <libxml/SAX2.h>
