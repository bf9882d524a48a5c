package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.location.DriverLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** GPX 1.1 (Topografix, 2004): one track with one segment. */
final class Gpx {

    private Gpx() {}

    /**
     * Writes fixes as they are read.
     *
     * @param name the track's name; must need no escaping, as ids do not
     */
    static void write(OutputStream out, String name, Iterator<DriverLocation> locations) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            writer.write("<gpx version=\"1.1\" creator=\"OpenRide Fleet\" ");
            writer.write("xmlns=\"http://www.topografix.com/GPX/1/1\">\n<trk><name>" + name + "</name><trkseg>\n");
            while (locations.hasNext()) {
                point(writer, locations.next());
            }
            writer.write("</trkseg></trk>\n</gpx>\n");
        }
    }

    private static void point(Writer writer, DriverLocation location) throws IOException {
        Altitude altitude = location.fix().altitude();
        writer.write("<trkpt lat=\"" + Wire.decimal(location.fix().point().latitude()) + "\" lon=\""
                + Wire.decimal(location.fix().point().longitude()) + "\">");
        if (altitude != null) {
            writer.write("<ele>" + Wire.decimal(altitude.meters()) + "</ele>");
        }
        writer.write("<time>" + Wire.time(location.fix().recordedAt()) + "</time></trkpt>\n");
    }
}
