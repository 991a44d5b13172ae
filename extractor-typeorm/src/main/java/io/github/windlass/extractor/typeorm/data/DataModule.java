package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the package {@code typeorm} exports for entities and queries. */
public final class DataModule {

  private DataModule() {}

  /** An export; null: none of that name here. */
  public static @Nullable Value export(String name) {
    return switch (name) {
      case "Entity", "ChildEntity", "ViewEntity", "TableInheritance", "Tree" -> decorator(name);
      case "Column", "PrimaryColumn", "PrimaryGeneratedColumn", "ObjectIdColumn" -> decorator(name);
      case "CreateDateColumn", "UpdateDateColumn", "DeleteDateColumn" -> decorator(name);
      case "VersionColumn", "VirtualColumn", "ViewColumn", "Generated" -> decorator(name);
      case "OneToOne", "OneToMany", "ManyToOne", "ManyToMany" -> decorator(name);
      case "JoinColumn", "JoinTable", "RelationId" -> decorator(name);
      case "TreeParent", "TreeChildren", "TreeLevelColumn" -> decorator(name);
      case "Index", "Unique", "Check", "Exclusion", "ForeignKey" -> decorator(name);
      case "AfterLoad", "BeforeInsert", "AfterInsert", "BeforeUpdate" -> decorator(name);
      case "AfterUpdate", "BeforeRemove", "AfterRemove", "BeforeSoftRemove" -> decorator(name);
      case "AfterSoftRemove", "BeforeRecover", "AfterRecover", "EventSubscriber" -> decorator(name);
      case "And" -> operator(name, "and");
      case "Any" -> operator(name, "any");
      case "ArrayContainedBy" -> operator(name, "arrayContainedBy");
      case "ArrayContains" -> operator(name, "arrayContains");
      case "ArrayOverlap" -> operator(name, "arrayOverlap");
      case "Between" -> operator(name, "between");
      case "Equal" -> operator(name, "equal");
      case "ILike" -> operator(name, "ilike");
      case "In" -> operator(name, "in");
      case "IsNull" -> operator(name, "isNull");
      case "JsonContains" -> operator(name, "jsonContains");
      case "LessThan" -> operator(name, "lessThan");
      case "LessThanOrEqual" -> operator(name, "lessThanOrEqual");
      case "Like" -> operator(name, "like");
      case "MoreThan" -> operator(name, "moreThan");
      case "MoreThanOrEqual" -> operator(name, "moreThanOrEqual");
      case "Not" -> operator(name, "not");
      case "Or" -> operator(name, "or");
      case "Raw" -> operator(name, "raw");
      case "EntitySchema" -> new EntitySchemaObject.Maker();
      case "Brackets" -> new BracketsClass(false);
      case "NotBrackets" -> new BracketsClass(true);
      default -> null;
    };
  }

  private static Value decorator(String name) {
    return new NativeFunction(
        name, (self, arguments, run, place) -> new DecoratorObject(name, arguments));
  }

  private static Value operator(String name, String type) {
    return new NativeFunction(
        name, (self, arguments, run, place) -> new FindOperatorObject(type, arguments));
  }

  private record BracketsClass(boolean negated) implements HostObject {

    @Override
    public String describe() {
      return negated ? "NotBrackets" : "Brackets";
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return new BracketsObject(
          negated, arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0));
    }
  }
}
