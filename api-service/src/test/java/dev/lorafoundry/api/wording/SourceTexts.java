package dev.lorafoundry.api.wording;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Texts that the sources of modules write, with {@link #HOLE} where values come: what is put
 * together by {@code +} and filled in by {@code formatted} is one text.
 */
final class SourceTexts extends TreePathScanner<Void, Void> {
  static final String HOLE = "X7";

  private static final Pattern PLACE =
      Pattern.compile("%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]");

  private final List<Text> found = new ArrayList<>();

  /** What the texts around a place are given to, innermost first. */
  private final Deque<String> uses = new ArrayDeque<>();

  private Path file = Path.of("");

  /**
   * A text of the sources.
   *
   * @param uses methods and exceptions that it is given to, innermost first
   */
  record Text(Path source, String text, List<String> uses) {
    String file() {
      return String.valueOf(source.getFileName());
    }

    boolean isIn(String adapter) {
      return Objects.requireNonNull(source.getParent()).endsWith(adapter);
    }

    boolean isFor(Pattern use) {
      return uses.stream().anyMatch(each -> use.matcher(each).matches());
    }
  }

  private SourceTexts() {}

  static List<Text> of(List<Path> modules) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    SourceTexts texts = new SourceTexts();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      modules.stream().flatMap(SourceTexts::sources).toList()));
      for (CompilationUnitTree source : task.parse()) {
        texts.file = Path.of(source.getSourceFile().toUri());
        texts.scan(source, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts.found;
  }

  private static Stream<Path> sources(Path module) {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
    return within(made.getIdentifier().toString(), () -> super.visitNewClass(made, null));
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
    String text = text(call);
    if (text != null) {
      add(text);
      holes(call);
      return null;
    }
    String name = call.getMethodSelect().toString();
    return within(
        name.substring(Math.max(0, name.length() - 40)),
        () -> super.visitMethodInvocation(call, null));
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
    String text = text(sum);
    if (text == null) {
      return super.visitBinary(sum, null);
    }
    add(text);
    holes(sum);
    return null;
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
    String text = text(literal);
    if (text != null) {
      add(text);
    }
    return null;
  }

  private @Nullable Void within(String use, Runnable look) {
    uses.push(use);
    look.run();
    uses.pop();
    return null;
  }

  private void add(String text) {
    found.add(new Text(file, text.replaceAll("\\s+", " ").strip(), List.copyOf(uses)));
  }

  /** What fills a text may have texts of its own. */
  private void holes(Tree tree) {
    if (text(tree) == null) {
      scan(tree, null);
    } else if (tree instanceof ParenthesizedTree inner) {
      holes(inner.getExpression());
    } else if (tree instanceof BinaryTree sum) {
      holes(sum.getLeftOperand());
      holes(sum.getRightOperand());
    } else if (tree instanceof MethodInvocationTree call) {
      call.getArguments().forEach(this::holes);
      if (call.getMethodSelect() instanceof MemberSelectTree of && isFormatted(of)) {
        holes(of.getExpression());
      }
    }
  }

  /** Absent: it is no text of the source. */
  private static @Nullable String text(Tree tree) {
    if (tree instanceof LiteralTree literal) {
      return literal.getValue() instanceof String text ? text : null;
    }
    if (tree instanceof ParenthesizedTree inner) {
      return text(inner.getExpression());
    }
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      String left = text(sum.getLeftOperand());
      String right = text(sum.getRightOperand());
      return left == null && right == null ? null : orHole(left) + orHole(right);
    }
    return tree instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof MemberSelectTree of
        ? filled(of, call.getArguments())
        : null;
  }

  private static @Nullable String filled(
      MemberSelectTree method, List<? extends ExpressionTree> given) {
    Stream<? extends Tree> patterns =
        isFormatted(method)
            ? Stream.of(method.getExpression())
            : method.toString().equals("String.format") ? given.stream() : Stream.of();
    return patterns
        .map(SourceTexts::text)
        .filter(Objects::nonNull)
        .findFirst()
        .map(SourceTexts::withHoles)
        .orElse(null);
  }

  private static boolean isFormatted(MemberSelectTree method) {
    return method.getIdentifier().contentEquals("formatted");
  }

  static String withHoles(String pattern) {
    return PLACE.matcher(pattern.replace("%%", "\0")).replaceAll(HOLE).replace("\0", "%");
  }

  private static String orHole(@Nullable String text) {
    return text == null ? HOLE : text;
  }
}
