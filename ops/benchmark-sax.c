/* Parses an XML file and does nothing with it: what libxml2's SAX2 costs by itself. */
#include <fcntl.h>
#include <libxml/parser.h>
#include <unistd.h>

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
}

static void characters(void *context, const xmlChar *text, int length) {
}

int main(int count, char **arguments) {
    static char block[64 * 1024];
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = characters;
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (file < 0 || parser == NULL) return 64;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    for (ssize_t length; (length = read(file, block, sizeof block)) > 0;) xmlParseChunk(parser, block, (int)length, 0);
    xmlParseChunk(parser, block, 0, 1);
    return !parser->wellFormed;
}
