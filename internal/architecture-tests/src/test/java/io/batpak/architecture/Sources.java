package io.batpak.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the compiler sees in source files. */
final class Sources {
    private Sources() {}

    /** Returns how many lines each method has, from its head to its last brace; the key says where it is. */
    static TreeMap<String, Long> methodLengths(Collection<Path> files) {
        TreeMap<String, Long> lengths = new TreeMap<>();
        try (StandardJavaFileManager manager = compiler().getStandardFileManager(null, null, null)) {
            JavacTask task = task(manager, List.of("-proc:none"), files, null);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                measure(unit, positions, lengths);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lengths;
    }

    private static void measure(CompilationUnitTree unit, SourcePositions positions, TreeMap<String, Long> lengths) {
        LineMap lines = unit.getLineMap();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                BlockTree body = method.getBody();
                if (body != null) {
                    long from = lines.getLineNumber(positions.getStartPosition(unit, method));
                    long to = lines.getLineNumber(positions.getEndPosition(unit, body));
                    String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                    lengths.put(file + ":" + from + " " + method.getName(), to - from + 1);
                }
                return super.visitMethod(method, unused);
            }
        }.scan(unit, null);
    }

    /** Returns what the compiler's check of documentation comments has to say. */
    static List<Diagnostic<? extends JavaFileObject>> doclint(List<Path> files) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "-Xdoclint:all/protected", "-Xmaxwarns", "9999", "-Xmaxerrs", "9999",
                "--release", "21", "-cp", System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler().getStandardFileManager(found, null, null)) {
            task(manager, options, files, found).analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found.getDiagnostics());
    }

    private static JavacTask task(
            StandardJavaFileManager manager,
            List<String> options,
            Collection<Path> files,
            DiagnosticCollector<JavaFileObject> found) {
        return (JavacTask) compiler()
                .getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files));
    }

    private static JavaCompiler compiler() {
        return ToolProvider.getSystemJavaCompiler();
    }
}
