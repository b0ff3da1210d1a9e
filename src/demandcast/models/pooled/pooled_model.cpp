// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/pooled/pooled_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::int64_t kFarthest = std::int64_t{1} << 40;  // periods from 1970; minutes of two million years

void save_seasons(const GroupSeasons& seasons, ArtifactWriter& writer) {
  std::vector<std::string> names;
  std::vector<std::int64_t> spans, sums, counts;
  for (const auto& [name, group] : seasons.groups()) {
    names.push_back(name);
    spans.push_back(group.first);
    spans.push_back(std::ssize(group.sums));
    sums.insert(sums.end(), group.sums.begin(), group.sums.end());
    counts.insert(counts.end(), group.counts.begin(), group.counts.end());
  }
  writer.texts("season_groups", std::move(names));
  writer.integers("season_spans", std::move(spans));
  writer.integers("season_sums", std::move(sums));
  writer.integers("season_counts", std::move(counts));
}

GroupSeasons load_seasons(std::string_view owner, const ArtifactReader& reader) {
  const auto& names = reader.texts("season_groups");
  const auto &spans = reader.integers("season_spans"), &sums = reader.integers("season_sums"),
             &counts = reader.integers("season_counts");
  const auto refuse = [&] {
    throw FormatError(fmt::format("[{}] the seasons of groups make no sense; fit the model again", owner));
  };
  if (spans.size() != 2 * names.size() || sums.size() != counts.size()) refuse();
  if (std::ranges::any_of(counts, [](std::int64_t count) { return count < 0; })) refuse();
  GroupSeasons seasons;
  std::ptrdiff_t place = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::int64_t length = spans[2 * i + 1];
    if (length < 1 || length > std::ssize(sums) - place || std::abs(spans[2 * i] / 2) > kFarthest) refuse();
    const auto cut = [&](const std::vector<std::int64_t>& all) {
      return std::vector<std::int64_t>(all.begin() + place, all.begin() + place + length);
    };
    seasons.set(names[i], {spans[2 * i], cut(sums), cut(counts)});
    place += length;
  }
  if (place != std::ssize(sums)) refuse();
  return seasons;
}

}  // namespace

void save_pooled_facts(const PooledFacts& facts, ArtifactWriter& writer) {
  std::vector<std::string> columns, names;
  std::vector<std::int64_t> seen;
  for (const auto& [column, categories] : facts.order.columns()) {
    for (const auto& [name, counts] : categories) {
      columns.push_back(column);
      names.push_back(name);
      seen.push_back(counts.sum);
      seen.push_back(counts.count);
    }
  }
  save_seasons(facts.seasons, writer);
  writer.texts("category_columns", std::move(columns));
  writer.texts("category_names", std::move(names));
  writer.integers("category_seen", std::move(seen));
}

PooledFacts load_pooled_facts(std::string_view owner, const ArtifactReader& reader) {
  const auto &columns = reader.texts("category_columns"), &names = reader.texts("category_names");
  const auto& seen = reader.integers("category_seen");
  if (columns.size() != names.size() || seen.size() != 2 * names.size()) {
    throw FormatError(fmt::format("[{}] the categories make no sense; fit the model again", owner));
  }
  CategoryOrder::Columns known;
  for (std::size_t i = 0; i < names.size(); ++i) known[columns[i]][names[i]] = {seen[2 * i], seen[2 * i + 1]};
  PooledFacts facts;
  facts.order.set(std::move(known));
  facts.seasons = load_seasons(owner, reader);
  return facts;
}

void save_horizon(const Horizon& horizon, ArtifactWriter& writer) {
  std::vector<std::int64_t> numbers{horizon.steps};
  for (const Span& span : horizon.spans) {
    numbers.push_back(span.lead);
    numbers.push_back(span.length);
  }
  writer.integers("horizon", std::move(numbers));
}

Horizon load_horizon(std::string_view owner, const ArtifactReader& reader) {
  constexpr std::int64_t kLongest = 1'000'000;
  const auto& numbers = reader.integers("horizon");
  const bool sound = numbers.size() % 2 == 1 && std::ranges::all_of(numbers, [](std::int64_t number) {
                       return number >= 0 && number <= kLongest;
                     });
  if (!sound) throw FormatError(fmt::format("[{}] the horizon makes no sense; fit the model again", owner));
  Horizon horizon;
  horizon.steps = static_cast<int>(numbers[0]);
  for (std::size_t i = 1; i < numbers.size(); i += 2) {
    horizon.spans.push_back({static_cast<int>(numbers[i]), static_cast<int>(numbers[i + 1])});
  }
  return horizon;
}

void refuse_other_targets(std::string_view owner, const Horizon& asked, const Horizon& learnt) {
  if (asked.steps > learnt.steps) {
    throw ConfigError(fmt::format("[{}] was fitted for {} steps, {} asked for; fit it with -H {}", owner, learnt.steps,
                                  asked.steps, asked.steps));
  }
  for (const Span& span : asked.spans) {
    if (std::ranges::count(learnt.spans, span) > 0) continue;
    throw ConfigError(fmt::format("[{}] was not fitted for the span {}:{}; fit it with --spans {}:{}", owner, span.lead,
                                  span.length, span.lead, span.length));
  }
}

namespace {

std::string named(const char* what, const std::vector<std::string>& all, const std::vector<std::string>& known) {
  std::vector<std::string> missing;
  std::ranges::copy_if(all, std::back_inserter(missing),
                       [&](const std::string& name) { return std::ranges::count(known, name) == 0; });
  return missing.empty() ? "" : fmt::format("; {} {}", what, fmt::join(missing, ", "));
}

}  // namespace

std::vector<std::string> feature_names(const FeatureSet& set) {
  std::vector<std::string> names;
  for (const FeatureInfo& info : set.infos()) names.push_back(info.name);
  return names;
}

void refuse_other_columns(std::string_view owner, const std::vector<std::string>& given,
                          const std::vector<std::string>& learnt) {
  if (given == learnt) return;
  throw ConfigError(
      fmt::format("[{}] was fitted on other columns, or in another order{}{}; give the --known, --past and --static "
                  "columns of the fit, in its order, or fit it again",
                  owner, named("it learnt from", learnt, given), named("it does not know", given, learnt)));
}

std::optional<FeatureSet> feature_set_of(const PanelStream& training) {
  std::optional<FeatureSet> set;
  for (std::size_t shard = 0; shard < training.shard_count() && !set; ++shard) {
    training.visit(shard, [&](const PanelView& view) { set.emplace(view); });
  }
  return set;
}

}  // namespace demandcast
