package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.fault.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Properties;
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
 * @param options how to connect, as the driver knows them: {@code sslmode} and {@code sslrootcert}
 */
public record PostgisConfig(
        String host,
        int port,
        String database,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> options) {

    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres", "postgresql+asyncpg");
    private static final String CONNECT_SECONDS = "2";
    private static final String ANSWER_SECONDS = "5";
    private static final String ALLOWED = "must be postgresql://user:password@host:port/database";

    public PostgisConfig {
        options = Map.copyOf(options);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidValue("DATABASE_URL", "must have a port from 1 to " + HIGHEST_PORT);
        }
    }

    /**
     * Reads a URL as the former service and others write it: {@code postgresql+asyncpg://}, {@code postgresql://},
     * {@code postgres://} or {@code jdbc:postgresql://}, with percent-encoding; user and password before the host or as
     * options, of which those before the host win.
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

    /** Where the driver finds the database; without login and options. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Login, options and the bounds of every wait. */
    Properties properties() {
        var properties = new Properties();
        options.forEach(properties::setProperty);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    @Override
    public String toString() {
        return "PostgisConfig(" + host + ":" + port + "/" + database + ")";
    }

    private static PostgisConfig of(URI uri) {
        String host = uri.getHost();
        String path = uri.getPath();
        if (!SCHEMES.contains(String.valueOf(uri.getScheme())) || host == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("no database");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        var options = UrlOptions.of(uri.getRawQuery());
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new PostgisConfig(
                host,
                port,
                path.substring(1),
                part(login, 0, options.user()),
                part(login, 1, options.password()),
                options.others());
    }

    private static @Nullable String part(String[] login, int index, @Nullable String otherwise) {
        return index < login.length ? UrlOptions.decode(login[index]) : otherwise;
    }
}
