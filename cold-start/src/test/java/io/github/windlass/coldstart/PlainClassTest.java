package io.github.windlass.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The plain classes of {@link Samples} do what the compiled ones do. */
class PlainClassTest {

  private final Plain plain = new Plain();

  @Test
  void aSwitchOverTypesChoosesTheSameCase() throws Exception {
    for (String method : List.of("kind", "guarded", "nullable", "general", "among")) {
      List<@Nullable Object> compiled = values(Samples.shapes(), method.equals("nullable"));
      List<@Nullable Object> made = values(plain.shapes(), method.equals("nullable"));
      for (int i = 0; i < compiled.size(); i++) {
        assertThat(plain.call(method, made.get(i)))
            .as("%s of %s", method, compiled.get(i))
            .isEqualTo(call(Samples.class, method, compiled.get(i)));
      }
    }
  }

  private static List<@Nullable Object> values(Object[] shapes, boolean withNull) {
    List<@Nullable Object> values =
        new ArrayList<>(Arrays.asList("text", "t", 1, 2, 2L, 3.0, 'c', List.of(), new int[2]));
    values.addAll(Arrays.asList(shapes));
    if (withNull) {
      values.add(null);
    }
    return values;
  }

  private static Object call(Class<?> of, String method, @Nullable Object value) throws Exception {
    return of.getMethod(method, Object.class).invoke(null, value);
  }

  @Test
  void aSwitchThatKnowsNoNullRefusesIt() {
    assertThatThrownBy(() -> plain.call("kind", (Object) null))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void aRecordHasTheSameEqualsAndHashCode() throws Exception {
    List<Object> compiled = List.of(Samples.shapes());
    List<Object> made = List.of(plain.shapes());
    for (int i = 0; i < compiled.size(); i++) {
      assertThat(made.get(i))
          .hasSameHashCodeAs(compiled.get(i))
          .isNotEqualTo(null)
          .isNotEqualTo("");
      assertThat(made.get(i).toString()).isEqualTo(compiled.get(i).toString());
      for (int j = 0; j < compiled.size(); j++) {
        assertThat(made.get(i).equals(made.get(j)))
            .as("%s and %s", compiled.get(i), compiled.get(j))
            .isEqualTo(compiled.get(i).equals(compiled.get(j)));
      }
    }
  }

  @Test
  void nothingOfTheseIsLeftToBeLinked() throws IOException {
    for (Class<?> type : Samples.types()) {
      byte[] compiled = bytes(type);
      if (type.isRecord()) {
        assertThat(bootstraps(compiled)).as(type.getName()).contains("equals", "hashCode");
      }
      assertThat(bootstraps(PlainClass.of(compiled)))
          .as(type.getName())
          .isSubsetOf("toString", "typeSwitch of a constant");
    }
    assertThat(bootstraps(bytes(Samples.class))).contains("typeSwitch");
    assertThat(bootstraps(PlainClass.of(bytes(Samples.class))))
        .containsExactly("typeSwitch of a constant");
  }

  @Test
  void aPlainClassStaysAsItIs() throws IOException {
    byte[] once = PlainClass.of(bytes(Samples.class));
    assertThat(PlainClass.of(once)).isEqualTo(once);
  }

  private static List<String> bootstraps(byte[] classFile) {
    List<String> names = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String type, Handle bootstrap, Object... arguments) {
                    boolean constants =
                        Stream.of(arguments).anyMatch(each -> each instanceof String);
                    names.add(
                        called
                            + (called.equals("typeSwitch") && constants ? " of a constant" : ""));
                  }
                };
              }
            },
            0);
    return names;
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** The samples once more, plain. */
  private static final class Plain extends ClassLoader {

    Plain() {
      super(PlainClassTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Samples.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try {
        byte[] made = PlainClass.of(bytes(super.loadClass(name, false)));
        return defineClass(name, made, 0, made.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    Object call(String method, @Nullable Object value) throws Exception {
      return PlainClassTest.call(loadClass(Samples.class.getName()), method, value);
    }

    Object[] shapes() throws Exception {
      return (Object[]) loadClass(Samples.class.getName()).getMethod("shapes").invoke(null);
    }
  }
}
