package com.openride.fleet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaMember.Predicates.declaredIn;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Optional;
import java.util.function.Predicate;

/** What things look like and are called. */
final class ShapeRules extends Rules {

    ShapeRules(String root) {
        super(root);
        names();
        domain();
        rule(
                "driven ports are interfaces or plain data",
                classes()
                        .that()
                        .resideInAPackage(in("application.port.out"))
                        .should(be(
                                "interfaces, records or enums",
                                type -> type.isInterface() || type.isRecord() || type.isEnum())));
        rule("Optional is for results, never for parameters", methods().should(takeNoOptional()));
        rule(
                "static fields are final",
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAnonymousClasses()
                        .should()
                        .beFinal());
        rule(
                "every class is in a null-marked package",
                classes().should(be("in a package marked @NullMarked", ShapeRules::isNullMarked)));
    }

    private void names() {
        rule(
                "an adapter shows one door and its configuration",
                classes()
                        .that()
                        .resideInAPackage(in("adapter"))
                        .and()
                        .arePublic()
                        .and()
                        .areTopLevelClasses()
                        .should()
                        .haveSimpleNameEndingWith("Adapter")
                        .orShould()
                        .haveSimpleNameEndingWith("Config"));
        rule(
                "names carry no empty suffix",
                noClasses().should().haveNameMatching(".*(Impl|Port|Util|Utils|Helper|Manager)"));
        rule(
                "messages are records",
                classes()
                        .that()
                        .resideInAPackage(in("adapter"))
                        .and()
                        .haveSimpleNameEndingWith("Message")
                        .should()
                        .beRecords());
    }

    private void domain() {
        rule(
                "domain types are immutable",
                fields().that(declaredIn(resideInAnyPackage(in("domain"))))
                        .should()
                        .beFinal());
        rule(
                "domain classes are closed",
                classes()
                        .that()
                        .resideInAPackage(in("domain"))
                        .and()
                        .areNotInterfaces()
                        .and()
                        .doNotHaveModifier(JavaModifier.SYNTHETIC)
                        .should()
                        .haveModifier(JavaModifier.FINAL)
                        .orShould()
                        .beEnums()
                        .orShould()
                        .haveModifier(JavaModifier.ABSTRACT));
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage().getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getSimpleName().equals("NullMarked"));
    }

    private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> test) {
        return ArchCondition.from(
                describe("be " + what, type -> type.getSimpleName().equals("package-info") || test.test(type)));
    }

    private static ArchCondition<JavaMethod> takeNoOptional() {
        return ArchCondition.from(describe(
                "take no Optional",
                method ->
                        method.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Optional.class))));
    }
}
