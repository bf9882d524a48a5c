package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.documents.Snippet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands and options of the service that documents name, in snippets or in passing, are there; and none goes unnamed. */
final class DocumentedCommandsTest {

    private static final Pattern CALL =
            Pattern.compile("(?:bin/run|fleet|java -jar \\S*fleet\\.jar) +([a-z]+)\\b([^`\n#]*)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<=[ \\[])--?[a-z][a-z-]*");

    private final Map<String, CommandLine> commands = Main.commandLine().getSubcommands();

    @Test
    void every_command_and_option_that_is_named_is_there() {
        var named = new HashSet<String>();
        Snippet.documents()
                .forEach(document -> code(document)
                        .forEach(code -> CALL.matcher(code).results().forEach(call -> {
                            named.add(call.group(1));
                            assertThat(commands.keySet())
                                    .as("%s: %s", document, code)
                                    .contains(call.group(1));
                            List<String> options = OPTION.matcher(call.group(2))
                                    .results()
                                    .map(found -> found.group())
                                    .toList();
                            assertThat(options(call.group(1)))
                                    .as("%s: %s", document, code)
                                    .containsAll(options);
                        })));

        assertThat(named).isEqualTo(commands.keySet());
    }

    private Set<String> options(String command) {
        return Objects.requireNonNull(commands.get(command), command)
                .getCommandSpec()
                .optionsMap()
                .keySet();
    }

    /** Snippets of commands, and what stands between backquotes. */
    private static Stream<String> code(String document) {
        String prose = Snippet.read(document).replaceAll("(?ms)^```.*?^```$", "");
        return Stream.concat(
                Snippet.of(document).stream()
                        .filter(snippet -> snippet.language().equals("bash"))
                        .flatMap(snippet -> snippet.text().lines())
                        .map(line -> line.replaceFirst(" #.*", "")),
                CODE.matcher(prose).results().map(found -> found.group(1)));
    }
}
