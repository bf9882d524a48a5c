package broken.domain;

import broken.adapter.rest.BrokenMessage;
import java.util.Optional;

public class BrokenThing {
    public int mutable;
    public static int shared;
    public BrokenMessage message = new BrokenMessage();

    public void take(Optional<String> maybe) {
        System.out.println(maybe);
    }
}
