package com.openride.fleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final JavaClasses FLEET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("com.openride.fleet");

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("broken");

    @Test
    void every_module_was_really_looked_at() {
        assertThat(Stream.of(
                        "domain.trip",
                        "application.port.in",
                        "application.inmemory",
                        "adapter.socketio",
                        "adapter.rest",
                        "adapter.postgis",
                        "adapter.redis",
                        "bootstrap"))
                .allMatch(name -> FLEET.containPackage("com.openride.fleet." + name));
    }

    @TestFactory
    Stream<DynamicTest> the_product_keeps_every_rule() {
        return rules("com.openride.fleet")
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(FLEET)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_bites() {
        return rules("broken")
                .map(rule -> dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(BROKEN).hasViolation())
                                .as("a sample in package broken must violate this rule")
                                .isTrue()));
    }

    private static Stream<Map.Entry<String, ArchRule>> rules(String root) {
        return Stream.of(new LayerRules(root), new ShapeRules(root), new ConductRules(root))
                .flatMap(rules -> rules.all().entrySet().stream());
    }
}
