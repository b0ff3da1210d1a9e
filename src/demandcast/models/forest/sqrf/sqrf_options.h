// Options of the Sparse Quantile Random Forest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct SqrfOptions {
  std::int64_t trees = 100;
  std::int64_t first_tree = 0;
  std::int64_t rows = 1'000'000;
  std::string even_over;
  std::string without;
  double sample_fraction = 0.8;
  double feature_fraction = 0.33;
  std::int64_t min_leaf = 20;
  std::int64_t leaf_targets = 16;
  std::int64_t bins = 200;
  std::string criterion = "quantiles";
  std::string base = "mix";
  std::int64_t insight_rows = 0;
  std::string partial;
};

template <class Visitor>
void describe(Visitor& visitor, SqrfOptions& options) {
  visitor.field("trees", options.trees, "trees in the forest", whole_in_range(1, 10'000));
  visitor.field("first_tree", options.first_tree,
                "number of the first tree; forests of other numbers can be united (demandcast unite)",
                whole_in_range(0, 1'000'000'000));
  visitor.field("rows", options.rows, "training rows (series, origin, step), drawn evenly from all that there are",
                whole_in_range(1'000, 100'000'000));
  visitor.field("sample_fraction", options.sample_fraction, "share of the series that each tree learns from",
                in_range(0.01, 1));
  visitor.field("even_over", options.even_over,
                "category column over which training rows are drawn evenly, so that a small product line is not "
                "drowned; empty = every row has the same chance");
  visitor.field("without", options.without,
                "features or groups of features, between commas, that the trees do not learn from (demandcast features "
                "lists them); empty = learn from all");
  visitor.field("feature_fraction", options.feature_fraction, "share of the features that each node tries",
                in_range(0.01, 1));
  visitor.field("min_leaf", options.min_leaf, "training targets in a leaf, at least", whole_in_range(1, 100'000));
  visitor.field("leaf_targets", options.leaf_targets, "targets kept of a leaf, evenly spaced in rank; 0 = all of them",
                whole_in_range(0, 65'535));
  visitor.field("bins", options.bins, "bins of a feature, at most", whole_in_range(2, 254));
  visitor.field("criterion", options.criterion, "what a split brings together: like distributions or like means",
                one_of({"quantiles", "variance"}));
  visitor.field(
      "base", options.base,
      "what targets are divided by: the level of the series, or a mix of rough forecasts learnt by least squares",
      one_of({"mix", "level"}));
  visitor.field("insight_rows", options.insight_rows,
                "training rows on which the fitted model looks into itself: out-of-bag loss, importances; 0 = none",
                whole_in_range(0, 1'000'000));
  visitor.field("partial", options.partial,
                "features, between commas, whose partial dependence is kept; empty = the four that are worth most");
}

}  // namespace demandcast
