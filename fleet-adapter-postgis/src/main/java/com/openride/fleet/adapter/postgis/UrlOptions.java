package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.fault.InvalidValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of a database URL. An option that we do not know is refused rather than dropped:
 * it may be the one that asks for encryption.
 *
 * @param user null for none
 * @param password null for none
 * @param others options of the driver
 */
record UrlOptions(@Nullable String user, @Nullable String password, Map<String, String> others) {

    private static final Set<String> KNOWN = Set.of("user", "password", "sslmode", "sslrootcert");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Reads options; asyncpg's {@code ssl} is the driver's {@code sslmode}. */
    static UrlOptions of(@Nullable String query) {
        Map<String, String> options = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String option : query.split("&", -1)) {
                String[] parts = option.split("=", 2);
                options.put(parts[0].equals("ssl") ? "sslmode" : parts[0], parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        if (!KNOWN.containsAll(options.keySet())) {
            throw new InvalidValue(
                    "DATABASE_URL", "may have the options sslmode, sslrootcert, user and password, and no others");
        }
        if (!SSL_MODES.contains(options.getOrDefault("sslmode", "prefer"))) {
            throw new InvalidValue(
                    "DATABASE_URL", "may have sslmode disable, allow, prefer, require, verify-ca or verify-full");
        }
        return new UrlOptions(options.remove("user"), options.remove("password"), Map.copyOf(options));
    }

    /** Undoes percent-encoding, where a plus is a plus. */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
