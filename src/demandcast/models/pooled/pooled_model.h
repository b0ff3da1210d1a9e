// What models that learn across series share: which features and targets they learnt, on disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/features/feature_set.h"
#include "demandcast/forecast/artifact.h"

namespace demandcast {

/// Writes the seasons of groups ("season_groups", "season_spans": first period and length of each, "season_sums",
/// "season_counts"), and for the order of categories "category_columns", "category_names" and "category_seen" (sum and
/// count), one entry a category.
void save_pooled_facts(const PooledFacts& facts, ArtifactWriter& writer);
/// Undoes it; LevelFloor is the caller's. Throws FormatError where arrays are missing or make no sense; `owner` is the
/// model's name in messages, as below.
PooledFacts load_pooled_facts(std::string_view owner, const ArtifactReader& reader);

/// "horizon": steps, then lead and length of each span. Levels are not kept.
void save_horizon(const Horizon& horizon, ArtifactWriter& writer);
Horizon load_horizon(std::string_view owner, const ArtifactReader& reader);

/// Throws ConfigError for more steps, or other spans, than were learnt.
void refuse_other_targets(std::string_view owner, const Horizon& asked, const Horizon& learnt);

std::vector<std::string> feature_names(const FeatureSet& set);
/// Throws ConfigError that names what differs.
void refuse_other_columns(std::string_view owner, const std::vector<std::string>& given,
                          const std::vector<std::string>& learnt);

/// Of the stream's first view; nothing where it has none.
std::optional<FeatureSet> feature_set_of(const PanelStream& training);

}  // namespace demandcast
