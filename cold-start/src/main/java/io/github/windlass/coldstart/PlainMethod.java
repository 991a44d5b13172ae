package io.github.windlass.coldstart;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A static method that does what {@code invokedynamic} would have made up at run time. */
sealed interface PlainMethod {

  String name();

  String descriptor();

  /** Writes its code, with frames but without the greatest depth of its stack. */
  void write(MethodVisitor code);

  /**
   * Which case a value is of, as {@code SwitchBootstraps.typeSwitch} says: -1 for null, the number
   * of cases for none of them.
   *
   * @param descriptor takes the value, and the first case to ask about
   */
  record TypeSwitch(String name, String descriptor, List<Type> cases) implements PlainMethod {

    @Override
    public void write(MethodVisitor code) {
      Label known = new Label();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitJumpInsn(Opcodes.IFNONNULL, known);
      code.visitInsn(Opcodes.ICONST_M1);
      code.visitInsn(Opcodes.IRETURN);
      target(code, known);
      for (int i = 0; i < cases.size(); i++) {
        Label next = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.INSTANCEOF, cases.get(i).getInternalName());
        code.visitJumpInsn(Opcodes.IFEQ, next);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitIntInsn(Opcodes.SIPUSH, i);
        code.visitJumpInsn(Opcodes.IF_ICMPGT, next);
        code.visitIntInsn(Opcodes.SIPUSH, i);
        code.visitInsn(Opcodes.IRETURN);
        target(code, next);
      }
      code.visitIntInsn(Opcodes.SIPUSH, cases.size());
      code.visitInsn(Opcodes.IRETURN);
    }
  }

  /**
   * Whether a record equals something.
   *
   * @param fields those of the record {@code owner}
   */
  record RecordEquals(String owner, List<Handle> fields) implements PlainMethod {

    @Override
    public String name() {
      return "$equals";
    }

    @Override
    public String descriptor() {
      return "(L" + owner + ";Ljava/lang/Object;)Z";
    }

    @Override
    public void write(MethodVisitor code) {
      Label same = new Label();
      Label other = new Label();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitJumpInsn(Opcodes.IF_ACMPEQ, same);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.INSTANCEOF, owner);
      code.visitJumpInsn(Opcodes.IFEQ, other);
      for (Handle field : fields) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        get(code, field);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, owner);
        get(code, field);
        jumpIfDifferent(code, field, other);
      }
      target(code, same);
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.IRETURN);
      target(code, other);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitInsn(Opcodes.IRETURN);
    }

    private static void jumpIfDifferent(MethodVisitor code, Handle field, Label other) {
      switch (Type.getType(field.getDesc()).getSort()) {
        case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
            code.visitJumpInsn(Opcodes.IF_ICMPNE, other);
        case Type.LONG -> {
          code.visitInsn(Opcodes.LCMP);
          code.visitJumpInsn(Opcodes.IFNE, other);
        }
        case Type.FLOAT -> {
          call(code, "java/lang/Float", "compare", "(FF)I");
          code.visitJumpInsn(Opcodes.IFNE, other);
        }
        case Type.DOUBLE -> {
          call(code, "java/lang/Double", "compare", "(DD)I");
          code.visitJumpInsn(Opcodes.IFNE, other);
        }
        default -> {
          call(code, "java/util/Objects", "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z");
          code.visitJumpInsn(Opcodes.IFEQ, other);
        }
      }
    }
  }

  /** A record's hash code: by the same sum that {@code ObjectMethods} makes. */
  record RecordHashCode(String owner, List<Handle> fields) implements PlainMethod {

    @Override
    public String name() {
      return "$hashCode";
    }

    @Override
    public String descriptor() {
      return "(L" + owner + ";)I";
    }

    @Override
    public void write(MethodVisitor code) {
      code.visitInsn(Opcodes.ICONST_0);
      for (Handle field : fields) {
        code.visitIntInsn(Opcodes.BIPUSH, 31);
        code.visitInsn(Opcodes.IMUL);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        get(code, field);
        hash(code, field);
        code.visitInsn(Opcodes.IADD);
      }
      code.visitInsn(Opcodes.IRETURN);
    }

    private static void hash(MethodVisitor code, Handle field) {
      switch (Type.getType(field.getDesc()).getSort()) {
        case Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> {
          // is its own
        }
        case Type.BOOLEAN -> call(code, "java/lang/Boolean", "hashCode", "(Z)I");
        case Type.LONG -> call(code, "java/lang/Long", "hashCode", "(J)I");
        case Type.FLOAT -> call(code, "java/lang/Float", "hashCode", "(F)I");
        case Type.DOUBLE -> call(code, "java/lang/Double", "hashCode", "(D)I");
        default -> call(code, "java/util/Objects", "hashCode", "(Ljava/lang/Object;)I");
      }
    }
  }

  private static void get(MethodVisitor code, Handle field) {
    code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
  }

  private static void call(MethodVisitor code, String owner, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  /** A place that is jumped to, with what the method was called with and nothing on the stack. */
  private static void target(MethodVisitor code, Label label) {
    code.visitLabel(label);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }
}
