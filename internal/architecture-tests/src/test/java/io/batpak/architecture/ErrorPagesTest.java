package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md tells for each code what happened, what was kept and what to do. */
class ErrorPagesTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### `([A-Z_]+)`$");
    private static final Pattern CLASS = Pattern.compile("(?m)^\\*Class\\*: `([A-Z_]+)`");

    @Test // D-8
    void headings_areTheCodes() {
        assertThat(sections().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void sections_sayTheHandlingClass_andWhatWasKept_andWhatToDo() {
        sections().forEach((code, text) -> {
            Matcher handling = CLASS.matcher(text);
            assertThat(handling.find()).as("%s names its class", code).isTrue();
            assertThat(handling.group(1)).as(code).isEqualTo(ErrorCode.valueOf(code).handlingClass().name());
            assertThat(text).as(code).contains("*Kept*:", "*Do*:");
        });
    }

    private static Map<String, String> sections() {
        String page = Checkout.read(Checkout.file("docs/errors.md"));
        Map<String, String> sections = new TreeMap<>();
        Matcher heading = HEADING.matcher(page);
        int from = -1;
        String code = "";
        while (heading.find()) {
            if (from >= 0) {
                sections.put(code, page.substring(from, heading.start()));
            }
            code = heading.group(1);
            from = heading.end();
        }
        sections.put(code, page.substring(Math.max(from, 0)));
        return sections;
    }
}
