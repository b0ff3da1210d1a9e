// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/feature_matrix.h"

#include <fmt/format.h>

#include <utility>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

TableColumn periods_column(const char* name, const Frequency& frequency, std::vector<std::int64_t>& times) {
  if (frequency.unit() == FrequencyUnit::kInteger) return {name, IntegerColumn{std::exchange(times, {})}};
  return {name, TimeColumn{std::exchange(times, {})}};
}

void refuse_equal_names(const FeatureSet& set, const MatrixNames& names) {
  for (const FeatureInfo& info : set.infos()) {
    for (const std::string& taken :
         {names.id, names.time, std::string("origin"), std::string("target"), std::string("scale")}) {
      if (info.name != taken) continue;
      throw ConfigError(
          fmt::format("[features] a feature is called \"{0}\" as a column of every matrix is; give the data's column "
                      "\"{0}\" another name",
                      taken));
    }
  }
}

}  // namespace

FeatureMatrix::FeatureMatrix(const FeatureSet& set, const Frequency& frequency, const MatrixNames& names, Sink sink)
    : set_(set), frequency_(frequency), names_(names), sink_(std::move(sink)), features_(set.infos().size()) {
  refuse_equal_names(set, names);
}

void FeatureMatrix::add(const std::string& id, const DrawnRow& row) {
  if (ids_.dictionary.empty() || ids_.dictionary.back() != id) ids_.dictionary.push_back(id);
  ids_.codes.push_back(static_cast<std::int32_t>(ids_.dictionary.size() - 1));
  origins_.push_back(frequency_.timestamp_of(row.origin));
  times_.push_back(frequency_.timestamp_of(row.origin + row.target.lead + 1));
  scales_.push_back(row.level * row.target.length);
  targets_.push_back(row.demand_in_levels * scales_.back());
  auto entry = row.features.entries().begin();
  for (std::uint32_t feature = 0; feature < features_.size(); ++feature) {
    const bool present = entry != row.features.entries().end() && entry->feature == feature;
    features_[feature].push_back(present ? static_cast<double>((entry++)->value) : kAbsent);
  }
  if (ids_.codes.size() == kRows) flush();
}

void FeatureMatrix::finish() {
  if (!ids_.codes.empty() || !handed_on_) flush();
}

void FeatureMatrix::flush() {
  Table table;
  table.columns.push_back({names_.id, std::exchange(ids_, {})});
  table.columns.push_back(periods_column("origin", frequency_, origins_));
  table.columns.push_back(periods_column(names_.time.c_str(), frequency_, times_));
  table.columns.push_back({"target", NumberColumn{std::exchange(targets_, {})}});
  table.columns.push_back({"scale", NumberColumn{std::exchange(scales_, {})}});
  for (std::size_t feature = 0; feature < features_.size(); ++feature) {
    table.columns.push_back({set_.infos()[feature].name, NumberColumn{std::exchange(features_[feature], {})}});
  }
  sink_(table);
  handed_on_ = true;
}

}  // namespace demandcast
