package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose and Kubernetes can read what is in {@code deploy/}, by their own schemas. */
@Tag("endurance")
final class DeploymentSchemasIT {

    private static final URI NOWHERE = URI.create("none:none");
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Path DEPLOY = Path.of("..", "deploy");

    @BeforeAll
    static void install() {
        NodeScripts.installTools();
    }

    @Test
    void what_we_deploy_fits_the_schemas() {
        NodeScripts.run(NOWHERE, TIME, "deploy.mjs", DEPLOY.toAbsolutePath().toString());
    }

    @Test
    void what_is_misspelt_or_of_the_wrong_kind_does_not(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("kubernetes"));
        change(folder, "compose.yaml", "stop_grace_period", "stop_grace", "retries: 20", "retries: [20]");
        change(
                folder,
                "kubernetes/fleet.yaml",
                "readOnlyRootFilesystem",
                "readOnlyRoot",
                "containerPort: 9096",
                "containerPort: x");

        assertThatThrownBy(() -> NodeScripts.run(NOWHERE, TIME, "deploy.mjs", folder.toString()))
                .hasMessageContaining("/services/fleet-service must NOT have additional properties")
                .hasMessageContaining("/services/redis/healthcheck/retries must be")
                .hasMessageContaining("containerPort must be integer")
                .hasMessageContaining("\"readOnlyRoot\"' does not exist");
    }

    private static void change(Path folder, String file, String... changes) throws IOException {
        String text = Files.readString(DEPLOY.resolve(file));
        for (int index = 0; index < changes.length; index += 2) {
            text = text.replace(changes[index], changes[index + 1]);
        }
        Files.writeString(folder.resolve(file), text);
    }
}
