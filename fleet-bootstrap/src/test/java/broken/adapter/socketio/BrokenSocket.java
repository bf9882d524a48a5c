package broken.adapter.socketio;

import broken.adapter.rest.BrokenMessage;
import broken.application.BrokenUseCaseImpl;
import java.sql.Connection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

public class BrokenSocket {
    final BrokenMessage message = new BrokenMessage();
    final BrokenUseCaseImpl useCase = new BrokenUseCaseImpl();

    Object hold(Future<Connection> connection) throws InterruptedException, ExecutionException {
        return connection.get();
    }
}
