// What a network knows of a catalogue before it is trained: seasons, levels, the scales of its inputs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/features/feature_set.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/neural/network/input_layout.h"

namespace demandcast::neural {

struct NetworkFacts {
  PooledFacts pooled;                 ///< its order of categories is the vocabulary of the embeddings
  double unit = 1;                    ///< median level of the series at the end of their histories
  std::vector<FeatureScale> scales;   ///< [feature]
  std::vector<std::string> features;  ///< names
};

/// Learns them in three passes over the stream; the order of series does not matter. Throws DataError where nothing
/// was sold.
NetworkFacts learn_network_facts(const std::string& model, const PanelStream& training, const FeatureSet& set,
                                 int steps, const RunContext& context);

void save_network_facts(const NetworkFacts& facts, ArtifactWriter& writer);
NetworkFacts load_network_facts(const std::string& model, const ArtifactReader& reader);

/// The place of a series' category of each column of categories in the vocabulary, counted from 1; 0 = not seen.
std::vector<std::int64_t> category_places(const CategoryOrder& order, const PanelView& view, std::size_t series);
/// How many places each column of categories has, 0 included.
std::vector<std::int64_t> category_counts(const CategoryOrder& order, const std::vector<StaticColumn>& statics);

}  // namespace demandcast::neural
