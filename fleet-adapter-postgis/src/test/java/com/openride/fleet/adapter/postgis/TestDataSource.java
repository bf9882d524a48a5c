package com.openride.fleet.adapter.postgis;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A small pool of somebody else's, which looks at each connection that comes back. */
public final class TestDataSource implements DataSource, AutoCloseable {

    private static final String STATE =
            "select current_setting('search_path') || ' ' || current_setting('statement_timeout')";

    private final String url;
    private final Semaphore free;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final AtomicInteger lent = new AtomicInteger();
    private final Set<String> states = ConcurrentHashMap.newKeySet();

    public TestDataSource(String url, int most) {
        this.url = url;
        this.free = new Semaphore(most);
    }

    /** In what states connections came back. */
    public Set<String> states() {
        return Set.copyOf(states);
    }

    /** How many are with somebody. */
    public int lent() {
        return lent.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (!free.tryAcquire(5, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("all are taken");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException(e);
        }
        lent.incrementAndGet();
        try {
            Connection kept = poll();
            return lend(kept == null ? DriverManager.getConnection(url) : kept);
        } catch (SQLException e) {
            lent.decrementAndGet();
            free.release();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection kept = poll(); kept != null; kept = poll()) {
            kept.close();
        }
    }

    private @Nullable Connection poll() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private Connection lend(Connection real) {
        var back = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                TestDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!back.getAndSet(true)) {
                            takeBack(real);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private void takeBack(Connection real) throws SQLException {
        try (Statement statement = real.createStatement();
                ResultSet state = statement.executeQuery(STATE)) {
            state.next();
            states.add(state.getString(1) + " " + real.getAutoCommit());
        }
        synchronized (idle) {
            idle.push(real);
        }
        lent.decrementAndGet();
        free.release();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
