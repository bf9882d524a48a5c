package com.openride.fleet.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;

/** Who may know whom. */
final class LayerRules extends Rules {

    private static final String[] PLAIN = {"java..", "org.jspecify.annotations.."};

    LayerRules(String root) {
        super(root);
        core();
        ports();
        adapters();
        rule(
                "packages form no cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
    }

    private void core() {
        rule(
                "the domain depends on the JDK alone",
                classes()
                        .that()
                        .resideInAPackage(in("domain"))
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(in("domain")).or(resideInAnyPackage(PLAIN))));
        rule(
                "the application depends on the domain and the JDK alone",
                classes()
                        .that()
                        .resideInAPackage(in("application"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(in("application"), in("domain"), "org.slf4j..")
                                .or(resideInAnyPackage(PLAIN))));
        rule(
                "only bootstrap chooses the in-memory adapters",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(in("bootstrap"), in("application.inmemory"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("application.inmemory")));
        rule(
                "the in-memory adapters do not know the use cases",
                classes()
                        .that()
                        .resideInAPackage(in("application.inmemory"))
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(in("application.inmemory"), in("application.port.out"), in("domain"))
                                        .or(resideInAnyPackage(PLAIN))));
    }

    private void ports() {
        rule(
                "driving and driven ports do not know each other",
                slices().matching(root() + ".application.port.(*)..").should().notDependOnEachOther());
        rule(
                "ports speak the domain's language",
                classes()
                        .that()
                        .resideInAPackage(in("application.port"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(in("application.port"), in("domain"))
                                .or(resideInAnyPackage(PLAIN))));
    }

    private void adapters() {
        rule(
                "adapters do not know each other",
                slices().matching(root() + ".adapter.(*)..").should().notDependOnEachOther());
        rule(
                "adapters reach the application through its ports alone",
                noClasses()
                        .that()
                        .resideInAPackage(in("adapter"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(in("application"))
                                .and(DescribedPredicate.not(resideInAnyPackage(in("application.port"))))));
        rule(
                "nobody depends on bootstrap",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("bootstrap"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("bootstrap")));
        rule(
                "JSON stays in adapters and bootstrap",
                noClasses()
                        .that()
                        .resideInAnyPackage(in("domain"), in("application"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.fasterxml.jackson.."));
        rule(
                "nothing behind a socket speaks SQL",
                noClasses()
                        .that()
                        .resideInAPackage(in("adapter.socketio"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.sql.."));
    }
}
