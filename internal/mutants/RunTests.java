import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests until one fails, and says which: exit code 1. If all pass it is 0, and if there was none 2. */
final class RunTests implements TestExecutionListener {
    private final AtomicReference<String> container = new AtomicReference<>("");
    private long passed;

    public static void main(String[] selectors) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(selectors).map(s -> DiscoverySelectors.parse(s).orElseThrow()).toList())
                .build();
        RunTests run = new RunTests();
        LauncherFactory.create().execute(request, run);
        System.out.println(run.passed + " tests passed");
        System.exit(run.passed == 0 ? 2 : 0);
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (identifier.isContainer()) {
            container.set(identifier.getDisplayName());
        }
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            String message = String.valueOf(result.getThrowable().orElse(null)).lines()
                    .filter(line -> !line.isBlank()).limit(2).collect(Collectors.joining(" "));
            System.out.println(container.get() + " " + identifier.getDisplayName() + "\n    "
                    + message.substring(0, Math.min(300, message.length())));
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
        passed += identifier.isTest() ? 1 : 0;
    }
}
