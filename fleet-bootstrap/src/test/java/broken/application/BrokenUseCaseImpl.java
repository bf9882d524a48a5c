package broken.application;

import broken.adapter.rest.BrokenMessage;
import broken.application.inmemory.BrokenMemory;
import broken.bootstrap.BrokenMain;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ObjectInputStream;
import java.time.Instant;

public class BrokenUseCaseImpl {
    final Object now = Instant.now();
    final Object home = System.getenv("HOME");
    final BrokenMessage message = new BrokenMessage();
    final BrokenMain main = new BrokenMain();
    final BrokenMemory memory = new BrokenMemory();

    Object read(ObjectInputStream in, JsonNode node) {
        throw new RuntimeException("bare");
    }
}
