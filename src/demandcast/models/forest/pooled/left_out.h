// Features that a forest is not to ask about, to see what it is worth without them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/features/feature_set.h"

namespace demandcast {

/// By name or by group, between commas: "calendar,price.ratio". Training rows lack them, so that no tree splits by them
/// and forecasts need not know; what targets are divided by stays as it is.
class LeftOut {
 public:
  LeftOut() = default;
  /// Throws ConfigError for what is neither a feature nor a group of `set`, and where nothing would be left; `owner`:
  /// the model's name, in messages.
  LeftOut(const std::string& owner, std::string_view names, const FeatureSet& set);

  bool has(std::uint32_t feature) const { return !left_out_.empty() && left_out_[feature]; }
  void apply(FeatureRow& row) const {
    row.remove_if([this](const FeatureEntry& entry) { return has(entry.feature); });
  }

 private:
  std::vector<bool> left_out_;  ///< [feature]; empty = none
};

}  // namespace demandcast
