// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/saved_pools.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

std::string categories_name(std::size_t fact) { return fmt::format("pool_categories_{}", fact); }

std::string plans_name(std::size_t fact) { return fmt::format("pool_plans_{}", fact); }

}  // namespace

std::int64_t load_positive(const ArtifactReader& reader, std::string_view name, std::string_view owner) {
  const auto& values = reader.integers(name);
  if (values.size() == 1 && values[0] > 0) return values[0];
  throw FormatError(fmt::format("[{}] array \"{}\" holds no positive number; fit the model again", owner, name));
}

void save_pools(const SeriesPools& pools, ArtifactWriter& writer) {
  writer.integers("level_periods", {static_cast<std::int64_t>(pools.level_periods())});
  writer.numbers("velocity_cuts", pools.velocity_cuts());
  std::vector<std::string> names;
  for (const PoolFact& fact : pools.facts()) {
    writer.texts(categories_name(names.size()), fact.categories);
    writer.numbers(plans_name(names.size()), fact.plans);
    names.push_back(fact.name);
  }
  writer.texts("pool_facts", std::move(names));
}

SeriesPools load_pools(const ArtifactReader& reader, std::string_view owner) {
  std::vector<PoolFact> facts;
  for (const std::string& name : reader.texts("pool_facts")) {
    facts.push_back({name, reader.texts(categories_name(facts.size())), reader.numbers(plans_name(facts.size()))});
  }
  return {std::move(facts), static_cast<std::size_t>(load_positive(reader, "level_periods", owner)),
          reader.numbers("velocity_cuts")};
}

}  // namespace demandcast
