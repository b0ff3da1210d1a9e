// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/saved_launches.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/saved_pools.h"

namespace demandcast {
namespace {

constexpr std::int64_t kFarthest = std::int64_t{1} << 40;  // periods from 1970; minutes of two million years
constexpr std::int64_t kLongest = 1'000'000;

void require(bool sound, const char* what) {
  if (!sound) {
    throw FormatError(std::string("[launch_analogues] the saved ") + what + " make no sense; fit the model again");
  }
}

bool all_positive(std::span<const double> numbers) {
  return std::ranges::all_of(numbers, [](double number) { return number > 0 && std::isfinite(number); });
}

void save_traits(const TraitSet& traits, const LaunchKernel& kernel, ArtifactWriter& writer) {
  std::vector<std::string> names;
  std::vector<std::int64_t> kinds;
  std::vector<double> scales;
  for (const Trait& trait : traits.traits()) {
    names.push_back(trait.name);
    kinds.insert(kinds.end(), {static_cast<std::int64_t>(trait.kind), trait.width});
    scales.push_back(trait.scale);
  }
  writer.texts("trait_names", std::move(names));
  writer.integers("trait_kinds", std::move(kinds));
  writer.numbers("trait_scales", std::move(scales));
  writer.numbers("trait_weights", kernel.weights);
}

bool fits_kind(std::int64_t kind, std::int64_t width) {
  switch (kind) {
    case static_cast<std::int64_t>(TraitKind::kNumber):
    case static_cast<std::int64_t>(TraitKind::kPrice):
      return width == 1;
    case static_cast<std::int64_t>(TraitKind::kEmbedding):
      return width >= 1 && width <= kLongest;
    case static_cast<std::int64_t>(TraitKind::kCategory):
    case static_cast<std::int64_t>(TraitKind::kRecency):
    case static_cast<std::int64_t>(TraitKind::kSeason):
      return width == 0;
    default:
      return false;
  }
}

TraitSet load_traits(Period year, const ArtifactReader& reader) {
  const auto& names = reader.texts("trait_names");
  const auto& kinds = reader.integers("trait_kinds");
  const auto& scales = reader.numbers("trait_scales");
  require(kinds.size() == 2 * names.size() && scales.size() == names.size() && all_positive(scales), "traits");
  std::vector<Trait> traits;
  for (std::size_t k = 0; k < names.size(); ++k) {
    require(fits_kind(kinds[2 * k], kinds[2 * k + 1]), "traits");
    traits.push_back({names[k], static_cast<TraitKind>(kinds[2 * k]), static_cast<int>(kinds[2 * k + 1]), scales[k]});
  }
  return {std::move(traits), year};
}

void save_book(const LaunchBook& book, ArtifactWriter& writer) {
  std::vector<std::string> ids;
  std::vector<std::int64_t> spans, categories;
  std::vector<float> numbers, cells;
  for (const Launch& launch : book.launches()) {
    ids.push_back(launch.id);
    spans.insert(spans.end(), {launch.start, static_cast<std::int64_t>(launch.pool), std::ssize(launch.curve)});
    for (const std::uint64_t category : launch.traits.categories) {
      categories.push_back(std::bit_cast<std::int64_t>(category));
    }
    numbers.insert(numbers.end(), launch.traits.numbers.begin(), launch.traits.numbers.end());
    cells.insert(cells.end(), launch.curve.begin(), launch.curve.end());
  }
  writer.texts("launch_ids", std::move(ids));
  writer.integers("launch_spans", std::move(spans));
  writer.integers("launch_categories", std::move(categories));
  writer.floats("launch_numbers", std::move(numbers));
  writer.floats("launch_cells", std::move(cells));
}

LaunchBook load_book(const TraitSet& traits, std::size_t pools, std::size_t reach, double unit,
                     const ArtifactReader& reader) {
  const auto& ids = reader.texts("launch_ids");
  const auto &spans = reader.integers("launch_spans"), &categories = reader.integers("launch_categories");
  const auto &numbers = reader.floats("launch_numbers"), &cells = reader.floats("launch_cells");
  require(spans.size() == 3 * ids.size() && categories.size() == traits.category_count() * ids.size() &&
              numbers.size() == traits.number_count() * ids.size(),
          "launches");
  require(std::ranges::none_of(cells, [](float cell) { return cell < 0 || std::isinf(cell); }), "launches");
  std::vector<Launch> launches;
  std::ptrdiff_t at = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::int64_t length = spans[3 * i + 2];
    require(std::abs(spans[3 * i] / 2) < kFarthest && spans[3 * i + 1] >= 0 &&
                spans[3 * i + 1] < static_cast<std::int64_t>(pools) && length >= 0 && length <= std::ssize(cells) - at,
            "launches");
    Launch launch{ids[i], stream_key(ids[i]), spans[3 * i], static_cast<std::size_t>(spans[3 * i + 1]), {}, {}};
    for (std::size_t c = 0; c < traits.category_count(); ++c) {
      launch.traits.categories.push_back(std::bit_cast<std::uint64_t>(categories[i * traits.category_count() + c]));
    }
    const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(i * traits.number_count());
    launch.traits.numbers.assign(first, first + static_cast<std::ptrdiff_t>(traits.number_count()));
    launch.curve.assign(cells.begin() + at, cells.begin() + at + length);
    at += length;
    launches.push_back(std::move(launch));
  }
  require(at == std::ssize(cells), "launches");
  return {std::move(launches), reach, unit};
}

LaunchSeason load_season(std::size_t pools, const ArtifactReader& reader) {
  const auto& indices = reader.numbers("season_indices");
  if (indices.empty()) return {};
  const auto positions = static_cast<std::size_t>(load_positive(reader, "season_positions", "launch_analogues"));
  require(indices.size() == pools * positions && all_positive(indices), "seasons");
  return {positions, indices};
}

Similarity load_similarity(std::size_t traits, const ArtifactReader& reader) {
  const auto &weights = reader.numbers("trait_weights"), &law = reader.numbers("launch_law");
  const bool sound = weights.size() == traits && law.size() == 5 &&
                     std::ranges::all_of(weights, [](double weight) { return weight >= 0 && std::isfinite(weight); }) &&
                     all_positive(std::span(law).first(3)) && law[3] >= 0 && law[4] > 0 && std::isfinite(law[4]);
  require(sound, "weights");
  return {{weights, law[3]}, {law[0], law[1], law[2]}};
}

}  // namespace

void save_launches(const LaunchFacts& facts, ArtifactWriter& writer) {
  const Similarity& similarity = facts.similarity;
  save_pools(facts.pools, writer);
  save_traits(facts.traits, similarity.kernel, writer);
  save_book(facts.book, writer);
  writer.numbers("launch_law", {similarity.law.spread, similarity.law.noise, similarity.law.memory,
                                similarity.kernel.farthest, facts.book.unit()});
  writer.texts("launch_plan", {facts.rule.plan});
  writer.integers("launch_ages", {facts.rule.earliest, facts.young, static_cast<std::int64_t>(facts.book.reach()),
                                  facts.traits.year()});
  writer.integers("season_positions", {static_cast<std::int64_t>(facts.season.positions())});
  writer.numbers("season_indices", facts.season.indices());
}

LaunchFacts load_launches(const LaunchAnaloguesOptions& options, const ArtifactReader& reader) {
  const auto& plan = reader.texts("launch_plan");
  const auto& ages = reader.integers("launch_ages");
  require(plan.size() == 1 && ages.size() == 4 && ages[1] >= 0 && ages[2] >= 0 && ages[1] <= kLongest &&
              ages[2] <= kLongest && ages[3] >= 1 && ages[3] <= kLongest,
          "ages");
  SeriesPools pools = load_pools(reader, "launch_analogues");
  const std::size_t pool_count = pools.count(pools.depth());
  TraitSet traits = load_traits(ages[3], reader);
  Similarity similarity = load_similarity(traits.count(), reader);
  LaunchBook book =
      load_book(traits, pool_count, static_cast<std::size_t>(ages[2]), reader.numbers("launch_law")[4], reader);
  return {.rule = {plan.front(), ages[0]},
          .young = ages[1],
          .traits = std::move(traits),
          .pools = std::move(pools),
          .season = load_season(pool_count, reader),
          .book = std::move(book),
          .similarity = std::move(similarity),
          .limits = {static_cast<std::size_t>(options.analogues), static_cast<std::size_t>(options.fewest),
                     options.weights == "category"}};
}

}  // namespace demandcast
