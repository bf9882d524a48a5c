package com.openride.fleet.bootstrap;

/** Which version is running, as the jar's manifest says. */
final class Version {

    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
