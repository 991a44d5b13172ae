package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.extractor.Comment;
import java.util.ArrayList;
import java.util.List;

/** A warning that Prisma wrote into a migration. */
public final class DataLossToldByPrisma implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    List<Finding> findings = new ArrayList<>();
    for (Comment comment : checked.migration().comments()) {
      if (comment.text().startsWith("Warnings:")) {
        for (String line : comment.text().split("\n", -1)) {
          String warning = line.strip();
          if (warning.startsWith("- ")) {
            findings.add(
                finding(
                    Risk.MEDIUM,
                    "Prisma warned when it wrote the migration: " + warning.substring(2),
                    null));
          }
        }
      }
    }
    return findings;
  }
}
