package com.openride.fleet.adapter.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A certificate for a server on this machine that nobody else trusts, in a folder. */
public final class Certificate {

    private static final String SECRET = "kept-out-of-sight";

    private final Path folder;

    /** Makes it, for the address or name. */
    public Certificate(Path folder, String subject) throws IOException, GeneralSecurityException {
        this.folder = folder;
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=redis",
                "-ext",
                "san=" + subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                SECRET));
        KeyStore keys = KeyStore.getInstance(store().toFile(), SECRET.toCharArray());
        write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        write(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("redis", SECRET.toCharArray()).getEncoded());
    }

    /** What makes a server speak TLS alone, on this port. */
    public String[] settings(int port) {
        return new String[] {
            "--port", "0",
            "--tls-port", Integer.toString(port),
            "--tls-cert-file", folder.resolve("cert.pem").toString(),
            "--tls-key-file", folder.resolve("key.pem").toString(),
            "--tls-auth-clients", "no"
        };
    }

    /** What makes a JVM trust the server. */
    public String trust() {
        return trusted().entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The same, as properties of the JVM. */
    Map<String, String> trusted() {
        return Map.of("javax.net.ssl.trustStore", store().toString(), "javax.net.ssl.trustStorePassword", SECRET);
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the certificate cannot be made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
