package broken.application.port.out;

import broken.adapter.rest.BrokenMessage;

public class BrokenOut {
    final BrokenMessage message = new BrokenMessage();
}
