// Rows of features as tables of columns: what the forests see, for other programs to read.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "demandcast/data/table.h"
#include "demandcast/features/row_draw.h"

namespace demandcast {

/// Names of the columns that stand before the features.
struct MatrixNames {
  std::string id, time;
};

/// Collects rows and hands them on as tables of at most kRows rows: id; "origin"; the time of the target's first
/// period; "target" (demand summed over the target's periods; empty in rows of what is ahead); "scale" (level times
/// periods: target / scale is what a forest learns); then every feature by its name, empty where the row does not have
/// it.
class FeatureMatrix {
 public:
  static constexpr std::size_t kRows = 65'536;
  using Sink = std::function<void(const Table&)>;

  /// Throws ConfigError where a feature has the name of a column before it.
  FeatureMatrix(const FeatureSet& set, const Frequency& frequency, const MatrixNames& names, Sink sink);
  void add(const std::string& id, const DrawnRow& row);
  /// Hands on what is left; a table without rows where there were none at all.
  void finish();

 private:
  void flush();

  const FeatureSet& set_;
  Frequency frequency_;
  MatrixNames names_;
  Sink sink_;
  bool handed_on_ = false;
  TextColumn ids_;
  std::vector<std::int64_t> origins_, times_;
  std::vector<double> targets_, scales_;
  std::vector<std::vector<double>> features_;  ///< [feature, row]
};

}  // namespace demandcast
