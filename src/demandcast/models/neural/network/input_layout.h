// Where the features of a row go among the inputs of a network, and in which form.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/features/feature_set.h"

namespace demandcast::neural {

/// Mean and standard deviation of a feature over a sample of training rows.
struct FeatureScale {
  double mean = 0, deviation = 1;
};

/// Demands in levels become (held at 10, log1p, whether known); other features are standardised, held within 8, with a
/// sign whether known; the level itself and ages are taken by their logarithm first. What is absent is zero throughout.
class InputLayout {
 public:
  /// `scales`: one for each feature of the set; `unit`: what levels are divided by. Without `engineered` only what the
  /// user gave is an input: plans of the target, statics; nothing of the origin's own features and no rough forecast.
  InputLayout(const FeatureSet& set, std::span<const FeatureScale> scales, double unit, bool engineered);

  int origin_width() const { return origin_width_; }
  int target_width() const { return target_width_; }
  /// The level, then every rough forecast of the set.
  int rough_count() const { return static_cast<int>(1 + rough_.size()); }

  /// The inputs of the origin, from SeriesFeatures::origin_row; `inputs` [origin_width].
  void write_origin(const FeatureRow& origin, std::span<float> inputs) const { write(origin, Part::kOrigin, inputs); }
  /// The inputs of a target, from SeriesFeatures::target_row; `inputs` [target_width].
  void write_target(const FeatureRow& target, std::span<float> inputs) const { write(target, Part::kTarget, inputs); }
  /// Rough forecasts of a target in levels, [rough_count]: 1, then the features in order; an absent one is the long
  /// level; where that is absent, too, the level. Held at 20 levels.
  void write_rough(const FeatureRow& origin, const FeatureRow& target, std::span<float> rough) const;

  /// What is standardised of a feature: its value, or a logarithm of it.
  static double standardised(const FeatureInfo& info, double value, double unit);

 private:
  enum class Part : std::uint8_t { kNone, kOrigin, kTarget };
  enum class Form : std::uint8_t { kLevels, kValue, kLogarithm, kLogarithmOfOneMore };
  struct Place {
    Part part = Part::kNone;
    Form form = Form::kValue;
    int column = 0;
    FeatureScale scale;
  };
  static Form form_of(const FeatureInfo& info);
  static double standardised(Form form, double value, double unit);
  void write(const FeatureRow& row, Part part, std::span<float> inputs) const;

  std::vector<Place> places_;         ///< [feature]
  std::vector<std::uint32_t> rough_;  ///< features, rising
  std::uint32_t long_level_ = 0;
  double unit_ = 1;
  int origin_width_ = 0, target_width_ = 0;
};

}  // namespace demandcast::neural
