package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.fault.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is. Never prints the password.
 *
 * @param host its name or address
 * @param port 1 to 65535
 * @param database its name
 * @param user who we are there; null for the driver's default
 * @param password null for none
 */
public record PostgisConfig(
        String host,
        int port,
        String database,
        @Nullable String user,
        @Nullable String password) {

    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres", "postgresql+asyncpg");
    private static final String ALLOWED = "must be postgresql://user:password@host:port/database";

    /**
     * Reads a URL as the former service and others write it: {@code postgresql+asyncpg://}, {@code postgresql://},
     * {@code postgres://} or {@code jdbc:postgresql://}, with percent-encoded user and password.
     *
     * @throws InvalidValue naming {@code DATABASE_URL}, without repeating what was given
     */
    public static PostgisConfig parse(String url) {
        try {
            return of(new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new InvalidValue("DATABASE_URL", ALLOWED);
        }
    }

    private static PostgisConfig of(URI uri) {
        String host = uri.getHost();
        String path = uri.getPath();
        if (!SCHEMES.contains(String.valueOf(uri.getScheme())) || host == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("no database");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new PostgisConfig(host, port, path.substring(1), part(login, 0), part(login, 1));
    }

    private static @Nullable String part(String[] login, int index) {
        return index < login.length ? decode(login[index]) : null;
    }

    @Override
    public String toString() {
        return "PostgisConfig(" + host + ":" + port + "/" + database + ")";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
