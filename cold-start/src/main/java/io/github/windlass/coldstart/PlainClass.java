package io.github.windlass.coldstart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class that means the same, and of which the JVM has to link less when it first runs.
 *
 * <p>The compiler leaves two things to be made up at run time, by {@code invokedynamic}: which case
 * of a {@code switch} over types a value is of ({@code java.lang.runtime.SwitchBootstraps}), and
 * {@code equals} and {@code hashCode} of records ({@code java.lang.runtime.ObjectMethods}). A class
 * archive keeps nothing of either, so that each costs a fraction of a millisecond in every run.
 * Here they become methods of the class.
 */
final class PlainClass extends ClassVisitor {

  private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private final String name;
  private final boolean isInterface;
  private final List<PlainMethod> made = new ArrayList<>();

  private PlainClass(ClassReader read, ClassVisitor next) {
    super(Opcodes.ASM9, next);
    this.name = read.getClassName();
    this.isInterface = (read.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The plain class of a class file. */
  static byte[] of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new PlainClass(reader, writer), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle bootstrap, Object... arguments) {
        PlainMethod plain = plain(called, type, bootstrap, arguments);
        if (plain == null) {
          super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
        } else {
          made.add(plain);
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, name, plain.name(), plain.descriptor(), isInterface);
        }
      }
    };
  }

  /** What stands for a call; null: the call stays. */
  private @Nullable PlainMethod plain(
      String called, String type, Handle bootstrap, Object... arguments) {
    String family = bootstrap.getOwner() + "." + bootstrap.getName();
    if (family.equals(SWITCHES + ".typeSwitch")) {
      return typeSwitch(type, arguments);
    }
    if (family.equals(RECORDS + ".bootstrap")) {
      return switch (called) {
        case "equals" -> new PlainMethod.RecordEquals(name, fields(arguments));
        case "hashCode" -> new PlainMethod.RecordHashCode(name, fields(arguments));
        // A text is for people, who wait anyway.
        default -> null;
      };
    }
    return null;
  }

  /** Cases that are all of types; others, of constants, stay. */
  private @Nullable PlainMethod typeSwitch(String descriptor, Object... labels) {
    List<Type> types = new ArrayList<>();
    for (Object label : labels) {
      if (!(label instanceof Type type)) {
        return null;
      }
      types.add(type);
    }
    return new PlainMethod.TypeSwitch("$typeSwitch" + made.size(), descriptor, types);
  }

  /** The bootstrap's arguments are the record, the names of its components, and their getters. */
  private static List<Handle> fields(Object... arguments) {
    List<Handle> fields = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      fields.add((Handle) arguments[i]);
    }
    return fields;
  }

  @Override
  public void visitEnd() {
    for (PlainMethod method : made) {
      MethodVisitor code =
          super.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              method.name(),
              method.descriptor(),
              null,
              null);
      code.visitCode();
      method.write(code);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }
    super.visitEnd();
  }
}
