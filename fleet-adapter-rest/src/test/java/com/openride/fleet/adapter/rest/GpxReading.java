package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads GPX as strictly as its schema: the right namespace, and decimals without an exponent. */
record GpxReading(String name, List<String> points) {

    private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";

    static GpxReading of(String text) {
        Document document = parse(text);
        Element root = document.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(root.getAttribute("version")).isEqualTo("1.1");
        assertThat(root.getAttribute("creator")).isNotEmpty();
        List<String> points = new ArrayList<>();
        var nodes = document.getElementsByTagNameNS(NAMESPACE, "trkpt");
        for (int i = 0; i < nodes.getLength(); i++) {
            points.add(point((Element) nodes.item(i)));
        }
        return new GpxReading(
                document.getElementsByTagNameNS(NAMESPACE, "name").item(0).getTextContent(), points);
    }

    private static String point(Element point) {
        String time = point.getElementsByTagNameNS(NAMESPACE, "time").item(0).getTextContent();
        assertThat(Instant.parse(time)).isNotNull();
        // xsd:decimal knows no exponent
        assertThat(point.getAttribute("lat")).matches("-?\\d+(\\.\\d+)?");
        assertThat(point.getAttribute("lon")).matches("-?\\d+(\\.\\d+)?");
        return point.getAttribute("lat") + " " + point.getAttribute("lon") + " " + time;
    }

    private static Document parse(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
            throw new AssertionError("not XML", e);
        }
    }
}
