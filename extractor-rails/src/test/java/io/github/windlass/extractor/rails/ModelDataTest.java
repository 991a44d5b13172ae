package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SQL of models within migrations. Recorded with ActiveRecord 6.1.7.10, but for what 7.2 does
 * otherwise, which is by its source: {@code insert_all.rb}, {@code batches.rb}.
 */
class ModelDataTest {

  private static final String TABLES =
      """
          create_table(:users) do |t|
            t.string :name
            t.integer :age, default: 0
            t.jsonb :data
            t.string :tags, array: true
            t.integer :role
            t.timestamps
          end
          create_table(:posts) { |t| t.bigint :user_id; t.string :title }
          create_table(:orgs, id: :uuid) { |t| t.string :name }
      """;

  private static final String MODELS =
      """
        class User < ActiveRecord::Base
          has_many :posts
          enum role: { guest: 0, admin: 1 }
        end
        class Post < ActiveRecord::Base
          belongs_to :user
        end
        class Org < ActiveRecord::Base; end
        class Loud < ActiveRecord::Base
          self.table_name = "posts"
          after_save { raise }
        end
        class Keyed < ActiveRecord::Base
          self.table_name = "posts"
          self.primary_key = "title"
        end
        class Elsewhere < ActiveRecord::Base; end
        class Abstract < ActiveRecord::Base
          self.abstract_class = true
        end
        class Org2 < Abstract; end
        class Account < ActiveRecord::Base
          self.table_name = "users"
          has_many :posts, foreign_key: :user_id
          has_many :titled, -> { where.not(title: nil) }, class_name: "Post", foreign_key: :user_id
          has_many :owned, class_name: "Post", foreign_key: :user_id, dependent: :delete_all
          scope :oldest, -> { order(:age).limit(1) }
          def self.grown; where(age: 18); end
          def self.grow; update_all(age: 18); end
        end
        class Counted < ActiveRecord::Base
          self.table_name = "posts"
          belongs_to :user, touch: true
        end
        class Kept < ActiveRecord::Base
          self.table_name = "posts"
          acts_as_paranoid
        end
        class Hidden < ActiveRecord::Base
          self.table_name = "posts"
          default_scope { where(title: nil) }
          def self.blank; update_all(title: ""); end
        end
        class Typed < ActiveRecord::Base
          self.table_name = "typed"
        end
        class Below < Typed; end
        class Secret < ActiveRecord::Base
          self.table_name = "posts"
          enum title: ENV["TITLES"]
        end
      """;

  @TempDir Path folder;

  /**
   * A call, and what it sends: a statement, its values behind {@code --}, its condition behind
   * {@code if}, {@code repeats}; or a gap.
   */
  private record Case(String call, String... told) {
    @Override
    public String toString() {
      return call;
    }
  }

  private static List<Case> cases() {
    String time = "?the time";
    return List.of(
        new Case(
            "Post.create!(title: 'x', user_id: 1)",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" -- 1,"
                + " x"),
        new Case(
            "Post.create([{ title: 'a' }, { title: 'b' }])",
            "INSERT INTO \"posts\" (\"title\") VALUES ($1) RETURNING \"id\" -- a",
            "INSERT INTO \"posts\" (\"title\") VALUES ($1) RETURNING \"id\" -- b"),
        new Case("Post.create!", "INSERT INTO \"posts\" DEFAULT VALUES RETURNING \"id\""),
        new Case(
            "User.create!(tags: ['q'], data: { a: 1 }, age: 0, role: :admin)",
            "INSERT INTO \"users\" (\"data\", \"tags\", \"role\", \"created_at\", \"updated_at\")"
                + " VALUES ($1, $2, $3, $4, $5) RETURNING \"id\" -- {\"a\":1}, {q}, 1, "
                + time
                + ", "
                + time),
        new Case(
            "u = Post.new(title: 'x'); u.title = 'y'; u.save!; u.title = 'z'; u.save",
            "INSERT INTO \"posts\" (\"title\") VALUES ($1) RETURNING \"id\" -- y",
            "UPDATE \"posts\" SET \"title\" = $1 WHERE \"posts\".\"id\" = $2 -- z, ?a row of posts"
                + " if u.save changes the row"),
        new Case(
            "Org.create!(name: 'x')",
            "INSERT INTO \"orgs\" (\"name\") VALUES ($1) RETURNING \"id\" -- x"),
        new Case(
            "Elsewhere.create!(name: 'x')",
            "INSERT INTO \"elsewheres\" (\"name\", ${created_at and updated_at, if the table has"
                + " them}) VALUES ($1, ${created_at and updated_at, if the table has them})"
                + " RETURNING \"id\" -- x"),
        new Case(
            "Post.create!(user: User.first)",
            "INSERT INTO \"posts\" (\"user_id\") VALUES ($1) RETURNING \"id\" -- ?the key of user"),
        new Case(
            "User.first.posts << Post.new(title: 'x')",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" --"
                + " ?the key of a row of users, x"),
        new Case(
            "User.first.posts.create!(title: 'x')",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" --"
                + " ?the key of a row of users, x"),
        new Case(
            "User.first.posts.update_all(title: 'x')",
            "UPDATE \"posts\" SET \"title\" = $1 WHERE \"posts\".\"user_id\" = $2 -- x, ?the key of"
                + " a row of users"),
        new Case(
            "Post.find_or_create_by!(title: 'x') { |p| p.user_id = 1 }",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" -- 1,"
                + " x if there is no such row of posts"),
        new Case(
            "Post.where(title: 'x').first_or_create(user_id: 2)",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" -- 2,"
                + " x if there is no such row of posts"),
        new Case(
            "Post.insert_all([{ title: 'a', user_id: 1 }, { title: nil, user_id: 2 }])",
            "INSERT INTO \"posts\" (\"title\",\"user_id\") VALUES ('a', 1), (NULL, 2) ON CONFLICT"
                + " DO NOTHING RETURNING \"id\""),
        new Case(
            "User.insert_all!([{ name: 'a', data: { b: 2 }, tags: [] }], returning: false)",
            "INSERT INTO \"users\" (\"name\",\"data\",\"tags\",\"created_at\",\"updated_at\")"
                + " VALUES ('a', '{\"b\":2}', '{}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"),
        new Case(
            "User.insert({ name: 'a' }, record_timestamps: false, unique_by: :id)",
            "INSERT INTO \"users\" (\"name\") VALUES ('a') ON CONFLICT (\"id\") DO NOTHING"
                + " RETURNING \"id\""),
        new Case(
            "Post.upsert({ id: 1, title: 'u' })",
            "INSERT INTO \"posts\" (\"id\",\"title\") VALUES (1, 'u') ON CONFLICT (\"id\") DO"
                + " UPDATE SET \"title\"=excluded.\"title\" RETURNING \"id\""),
        new Case(
            "User.upsert_all([{ id: 1, name: 'u' }])",
            "INSERT INTO \"users\" (\"id\",\"name\",\"created_at\",\"updated_at\") VALUES (1, 'u',"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP) ON CONFLICT (\"id\") DO UPDATE SET"
                + " updated_at=(CASE WHEN (\"users\".\"name\" IS NOT DISTINCT FROM"
                + " excluded.\"name\") THEN \"users\".updated_at ELSE CURRENT_TIMESTAMP"
                + " END),\"name\"=excluded.\"name\" RETURNING \"id\""),
        new Case("Post.insert_all(rows_of_a_file)", "gap", "gap"),
        new Case(
            "User.where(role: :admin).update_all(data: { a: 1 }, role: :guest)",
            "UPDATE \"users\" SET \"data\" = $1, \"role\" = $2 WHERE \"users\".\"role\" = $3 --"
                + " {\"a\":1}, 0, 1"),
        new Case(
            "Post.where(title: 'a').or(Post.where(user_id: 2)).delete_all",
            "DELETE FROM \"posts\" WHERE (\"posts\".\"title\" = $1 OR \"posts\".\"user_id\" = $2)"
                + " -- a, 2"),
        new Case(
            "Post.joins(:user).where(users: { name: 'a' }).update_all(title: 'z')",
            "UPDATE \"posts\" SET \"title\" = $1 WHERE \"posts\".\"id\" IN (SELECT \"posts\".\"id\""
                + " FROM \"posts\" INNER JOIN \"users\" ON \"users\".\"id\" = \"posts\".\"user_id\""
                + " WHERE \"users\".\"name\" = $2) -- z, a"),
        new Case(
            "Post.order(:title).limit(5).delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"id\" IN (SELECT \"posts\".\"id\" FROM"
                + " \"posts\" ORDER BY \"posts\".\"title\" ASC LIMIT $1) -- 5"),
        new Case(
            "Post.where(user_id: User.where(age: 1).select(:id)).delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"user_id\" IN (SELECT \"users\".\"id\" FROM"
                + " \"users\" WHERE \"users\".\"age\" = $1) -- 1"),
        new Case(
            "Post.in_batches(of: 10).update_all(title: 'x')",
            "UPDATE \"posts\" SET \"title\" = $1 WHERE \"posts\".\"id\" > $2 AND \"posts\".\"id\""
                + " <= $3 -- x, ?the last key of the rows before, ?the last key of these rows"
                + " repeats"),
        new Case(
            "Post.where(title: nil).in_batches { |rows| rows.delete_all }",
            "DELETE FROM \"posts\" WHERE \"posts\".\"title\" IS NULL AND \"posts\".\"id\" IN"
                + " (${keys of rows of posts}) repeats"),
        new Case(
            "Post.where(title: 'x').destroy_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"id\" = $1 -- ?a row of posts repeats"),
        new Case(
            "User.find(1).update!(name: 'x')",
            "UPDATE \"users\" SET \"name\" = $1, \"updated_at\" = $2 WHERE \"users\".\"id\" = $3 --"
                + " x, "
                + time
                + ", ?a row of users if User.find(1).update!(name: 'x') changes the row"),
        new Case(
            "User.find_each.with_index { |user, i| user.update_column(:age, 3) }",
            "UPDATE \"users\" SET \"age\" = $1 WHERE \"users\".\"id\" = $2 -- 3, ?a row of users"
                + " repeats"),
        new Case(
            "Keyed.first.update_columns(user_id: 3)",
            "UPDATE \"posts\" SET \"user_id\" = $1 WHERE \"posts\".\"title\" = $2 -- 3, ?a row of"
                + " posts"),
        new Case(
            "User.first.increment!(:age)",
            "UPDATE \"users\" SET \"age\" = COALESCE(\"age\", 0) + $1 WHERE \"users\".\"id\" = $2"
                + " -- 1, ?a row of users"),
        new Case(
            "User.decrement_counter(:age, 5)",
            "UPDATE \"users\" SET \"age\" = COALESCE(\"age\", 0) - $1 WHERE \"users\".\"id\" = $2"
                + " -- 1, 5"),
        new Case(
            "User.where(age: 1).touch_all",
            "UPDATE \"users\" SET \"updated_at\" = $1 WHERE \"users\".\"age\" = $2 -- "
                + time
                + ", 1"),
        new Case(
            "Post.update_all(title: Arel.sql('upper(title)'), user_id: 1)",
            "UPDATE \"posts\" SET \"title\" = upper(title), \"user_id\" = $1 -- 1"),
        new Case(
            "p = Post.find_or_initialize_by(title: 'x'); p.user_id = 1; p.save!",
            "INSERT INTO \"posts\" (\"user_id\", \"title\") VALUES ($1, $2) RETURNING \"id\" -- 1,"
                + " x if there is no such row of posts",
            "UPDATE \"posts\" SET \"user_id\" = $1 WHERE \"posts\".\"id\" = $2 -- 1, ?a row of"
                + " posts if p.save! changes the row"),
        new Case("Post.delete(3)", "DELETE FROM \"posts\" WHERE \"posts\".\"id\" = $1 -- 3"),
        new Case("Org2.update_all(name: 'x')", "UPDATE \"org2s\" SET \"name\" = $1 -- x"),
        new Case(
            "Account.where(name: 'x').grow",
            "UPDATE \"users\" SET \"age\" = $1 WHERE \"users\".\"name\" = $2 -- 18, x"),
        new Case(
            "Account.where(name: 'x').grown.delete_all",
            "DELETE FROM \"users\" WHERE \"users\".\"name\" = $1 AND \"users\".\"age\" = $2"
                + " -- x, 18"),
        new Case(
            "Account.where(name: 'x').oldest.delete_all",
            "DELETE FROM \"users\" WHERE \"users\".\"id\" IN (SELECT \"users\".\"id\" FROM"
                + " \"users\" WHERE \"users\".\"name\" = $1 ORDER BY \"users\".\"age\" ASC LIMIT"
                + " $2) -- x, 1"),
        new Case("Account.first.titled.update_all(title: 'x')", "gap"),
        new Case(
            "Account.first.posts.delete_all",
            "UPDATE \"posts\" SET \"user_id\" = $1 WHERE \"posts\".\"user_id\" = $2 -- null,"
                + " ?the key of a row of users"),
        new Case(
            "Account.first.owned.delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"user_id\" = $1 -- ?the key of a row of"
                + " users"),
        new Case(
            "Account.first.posts.where(title: 'x').delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"user_id\" = $1 AND \"posts\".\"title\" ="
                + " $2 -- ?the key of a row of users, x"),
        new Case("Account.where(age: 1).rewhere(age: 2).delete_all", "gap"),
        new Case(
            "Post.create!(title: 'x', virtual: 1)",
            "INSERT INTO \"posts\" (\"title\", ${virtual, which is no column of posts}) VALUES"
                + " ($1, ${virtual, which is no column of posts}) RETURNING \"id\" -- x"),
        new Case(
            "Post.first.update!(virtual: 1)",
            "UPDATE \"posts\" SET ${virtual, which is no column of posts} WHERE \"posts\".\"id\" ="
                + " $1 -- ?a row of posts if Post.first.update!(virtual: 1) changes the row"),
        new Case(
            "Counted.create!(title: 'x')",
            "gap",
            "INSERT INTO \"posts\" (\"title\") VALUES ($1) RETURNING \"id\" -- x"),
        new Case(
            "Hidden.unscoped { Hidden.where(user_id: 1).blank }",
            "UPDATE \"posts\" SET \"title\" = $1 WHERE \"posts\".\"user_id\" = $2 -- , 1"),
        new Case("Hidden.where(user_id: 1).blank", "gap"),
        new Case(
            "create_table(:typed) { |t| t.string :type }; Below.create!; Below.update_all(type:"
                + " 'x')",
            "CREATE TABLE \"typed\" (\"id\" bigserial primary key, \"type\" character varying)",
            "INSERT INTO \"typed\" (\"type\") VALUES ($1) RETURNING \"id\" -- X::Below",
            "gap"),
        new Case(
            "Post.where(\"title = '\\0'\").delete_all",
            "DELETE FROM \"posts\" WHERE (title = '\0')"),
        new Case("Post.where({}).delete_all", "DELETE FROM \"posts\""),
        new Case(
            "Post.joins(:user).where.not(title: 'a', users: { name: 'b' }).delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"id\" IN (SELECT \"posts\".\"id\" FROM"
                + " \"posts\" INNER JOIN \"users\" ON \"users\".\"id\" = \"posts\".\"user_id\""
                + " WHERE NOT (\"posts\".\"title\" = $1 AND \"users\".\"name\" = $2)) -- a, b"),
        new Case("Kept.update_all(title: 'x')", "gap"),
        new Case(
            "Secret.update_all(title: :draft)",
            "UPDATE \"posts\" SET \"title\" = $1 -- ?what title has"),
        new Case(
            "u = User.first; u.name = 'x'; u.increment(:age); u.save!",
            "UPDATE \"users\" SET \"name\" = $1, \"age\" = $2, \"updated_at\" = $3 WHERE"
                + " \"users\".\"id\" = $4 -- x, ?not what it was, "
                + time
                + ", ?a row of users if u.save! changes the row"),
        new Case(
            "Post.create!(user: User.new(name: 'x'))",
            "INSERT INTO \"users\" (\"name\", \"created_at\", \"updated_at\") VALUES ($1, $2,"
                + " $3) RETURNING \"id\" -- x, "
                + time
                + ", "
                + time,
            "INSERT INTO \"posts\" (\"user_id\") VALUES ($1) RETURNING \"id\" -- ?the key of user"),
        new Case(
            "Post.where(user_id: User.where(\"name = '$1'\").select(:id)).delete_all",
            "DELETE FROM \"posts\" WHERE \"posts\".\"user_id\" IN (SELECT \"users\".\"id\" FROM"
                + " \"users\" WHERE (name = '$1'))"),
        new Case(
            "Loud.create!(title: 'x')",
            "gap",
            "INSERT INTO \"posts\" (\"title\") VALUES ($1) RETURNING \"id\" -- x"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatModelsSendIsKnown(Case each) {
    assertThat(told(each.call())).containsExactly(each.told());
  }

  private List<String> told(String call) {
    String text =
        "class X < ActiveRecord::Migration[7.1]\n"
            + MODELS
            + "  def up\n"
            + TABLES
            + "    "
            + call
            + "\n  end\nend\n";
    Migration migration =
        new RailsExtractor()
            .extract(
                new SourceFile("db/migrate/20200101000000_x.rb", text),
                new ProjectFolder(folder, "", ProjectFolder.SIZE_LIMIT, Map.of("rails", "7.2")),
                CatalogSchemaView.ofEmptyDatabase(15))
            .get(0);
    List<String> told = new ArrayList<>();
    for (Step step : migration.steps().subList(3, migration.steps().size())) {
      told.add(
          switch (step) {
            case Step.Gap gap -> "gap";
            case Step.Sql sql -> line(sql);
          });
    }
    return told;
  }

  private static String line(Step.Sql sql) {
    StringBuilder line = new StringBuilder(sql.text());
    String between = " -- ";
    for (Step.Parameter parameter : sql.parameters()) {
      line.append(between)
          .append(
              switch (parameter) {
                case Step.Parameter.Unknown(String reason) -> "?" + reason;
                case Step.Parameter.Text(String value) -> value;
                case Step.Parameter.Num(String value) -> value;
                case Step.Parameter.Bool(boolean value) -> value;
                case Step.Parameter.Null() -> "null";
                case Step.Parameter.Array(List<Step.Parameter> items) -> items;
              });
      between = ", ";
    }
    return line
        + (sql.condition() == null ? "" : " if " + sql.condition())
        + (sql.repeats() ? " repeats" : "");
  }
}
