package com.example.dispatch;

import com.openride.fleet.application.contract.LocationHistoryContract;
import com.openride.fleet.application.contract.LocationLogContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** This service's log keeps every promise that the fleet relies on. */
class FileLocationLogTest implements LocationLogContract, LocationHistoryContract {

    @TempDir
    private Path folder;

    private FileLocationLog log;

    @BeforeEach
    void open() throws IOException {
        log = new FileLocationLog(folder.resolve("fixes.csv"));
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Override
    public FileLocationLog log() {
        return log;
    }

    @Override
    public FileLocationLog history() {
        return log;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-03-02T12:00:00Z");
    }
}
