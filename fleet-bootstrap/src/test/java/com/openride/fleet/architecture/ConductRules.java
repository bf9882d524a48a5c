package com.openride.fleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What nobody does. */
final class ConductRules extends Rules {

    ConductRules(String root) {
        super(root);
        surroundings();
        rule(
                "nobody throws bare runtime exceptions",
                noClasses()
                        .that()
                        .areNotAssignableTo(RuntimeException.class)
                        .should()
                        .callConstructor(RuntimeException.class, String.class)
                        .orShould()
                        .callConstructor(RuntimeException.class, Throwable.class)
                        .orShould()
                        .callConstructor(RuntimeException.class, String.class, Throwable.class));
        rule(
                "nobody uses Java's serialization",
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
        rule(
                "nothing behind a socket sleeps or waits for a future",
                noClasses()
                        .that()
                        .resideInAPackage(in("adapter.socketio"))
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(Future.class, "get")
                        .orShould()
                        .callMethod(Future.class, "get", long.class, TimeUnit.class));
    }

    private void surroundings() {
        rule(
                "inside the hexagon time comes from a clock",
                noClasses()
                        .that()
                        .resideInAnyPackage(in("domain"), in("application"))
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(OffsetDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(Clock.class, "systemDefaultZone")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis"));
        rule(
                "nobody but bootstrap reads the environment",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("bootstrap"))
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "getProperty", String.class));
        rule(
                "nobody prints to the console",
                noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
    }
}
