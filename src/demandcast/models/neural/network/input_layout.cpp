// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/input_layout.h"

#include <algorithm>
#include <cmath>

namespace demandcast::neural {
namespace {

constexpr float kHighest = 10, kHighestRough = 20, kHighestLogged = 1000, kFarthest = 8;
constexpr double kSmallest = 1e-9;  // a deviation below it: the feature never moved

}  // namespace

InputLayout::Form InputLayout::form_of(const FeatureInfo& info) {
  if (info.rough) return Form::kLevels;
  if (info.group != "demand") return Form::kValue;
  if (info.name == "level") return Form::kLogarithm;
  if (info.name == "age" || info.name == "since_sale") return Form::kLogarithmOfOneMore;
  return info.name == "zero_share" ? Form::kValue : Form::kLevels;
}

double InputLayout::standardised(Form form, double value, double unit) {
  if (form == Form::kLogarithm) return std::log(value / unit);
  return form == Form::kLogarithmOfOneMore ? std::log1p(value) : value;
}

double InputLayout::standardised(const FeatureInfo& info, double value, double unit) {
  return standardised(form_of(info), value, unit);
}

InputLayout::InputLayout(const FeatureSet& set, std::span<const FeatureScale> scales, double unit, bool engineered)
    : unit_(unit) {
  const std::vector<FeatureInfo>& infos = set.infos();
  const FeatureSet::Starts& starts = set.starts();
  for (std::uint32_t f = 0; f < infos.size(); ++f) {
    Place place;
    const bool of_origin = (f >= starts.demand && f < starts.season) || f >= starts.past;
    const bool of_target = (f >= starts.season && f < starts.calendar) || (f >= starts.plan && f < starts.past);
    const bool given = (f >= starts.plan && f < starts.past && !infos[f].rough) || f >= starts.statics;
    if (infos[f].name == "long_level") long_level_ = f;
    if (infos[f].rough && engineered) rough_.push_back(f);
    if ((of_origin || of_target) && (engineered || given)) {
      place.part = of_origin ? Part::kOrigin : Part::kTarget;
      place.form = form_of(infos[f]);
      int& width = of_origin ? origin_width_ : target_width_;
      place.column = width;
      width += place.form == Form::kLevels ? 3 : 2;
      place.scale = scales[f];
    }
    places_.push_back(place);
  }
}

void InputLayout::write(const FeatureRow& row, Part part, std::span<float> inputs) const {
  std::ranges::fill(inputs, 0.0F);
  for (const FeatureEntry& entry : row.entries()) {
    const Place& place = places_[entry.feature];
    if (place.part != part) continue;
    float* cell = inputs.data() + place.column;
    if (place.form == Form::kLevels) {
      const float value = std::max(0.0F, entry.value);
      cell[0] = std::min(kHighest, value);
      cell[1] = std::log1p(std::min(kHighestLogged, value));
      cell[2] = 1;
      continue;
    }
    const double value = standardised(place.form, entry.value, unit_);
    const double deviation = std::max(kSmallest, place.scale.deviation);
    cell[0] = std::clamp(static_cast<float>((value - place.scale.mean) / deviation), -kFarthest, kFarthest);
    cell[1] = 1;
  }
}

void InputLayout::write_rough(const FeatureRow& origin, const FeatureRow& target, std::span<float> rough) const {
  float otherwise = 1;
  for (const FeatureEntry& entry : origin.entries()) {
    if (entry.feature == long_level_) otherwise = entry.value;
  }
  otherwise = std::clamp(otherwise, 0.0F, kHighestRough);
  std::ranges::fill(rough, otherwise);
  rough[0] = 1;
  const auto take = [&](const FeatureRow& row) {
    std::size_t place = 0;
    for (const FeatureEntry& entry : row.entries()) {
      while (place < rough_.size() && rough_[place] < entry.feature) ++place;
      if (place < rough_.size() && rough_[place] == entry.feature) {
        rough[1 + place] = std::clamp(entry.value, 0.0F, kHighestRough);
      }
    }
  };
  take(origin);
  take(target);
}

}  // namespace demandcast::neural
