// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/saved_setting.h"

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

GroupSeasons load_seasons(const ArtifactReader& reader) {
  const auto& names = reader.texts("season_groups");
  const auto &spans = reader.integers("season_spans"), &sums = reader.integers("season_sums"),
             &counts = reader.integers("season_counts");
  const auto refuse = [] { throw FormatError("[sqrf] the seasons of groups make no sense; fit the model again"); };
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

void save_setting(const SqrfSetting& setting, ArtifactWriter& writer) {
  writer.texts("features", setting.features);
  std::vector<std::int64_t> horizon{setting.horizon.steps};
  for (const Span& span : setting.horizon.spans) {
    horizon.push_back(span.lead);
    horizon.push_back(span.length);
  }
  writer.integers("horizon", std::move(horizon));
  std::vector<std::string> columns, names;
  std::vector<std::int64_t> seen;
  for (const auto& [column, categories] : setting.facts.order.columns()) {
    for (const auto& [name, counts] : categories) {
      columns.push_back(column);
      names.push_back(name);
      seen.push_back(counts.sum);
      seen.push_back(counts.count);
    }
  }
  writer.numbers("base", setting.base);
  save_seasons(setting.facts.seasons, writer);
  writer.texts("category_columns", std::move(columns));
  writer.texts("category_names", std::move(names));
  writer.integers("category_seen", std::move(seen));
}

SqrfSetting load_setting(const SqrfOptions& options, const ArtifactReader& reader) {
  SqrfSetting setting{options, {}, reader.numbers("base"), reader.texts("features"), {}};
  const auto& horizon = reader.integers("horizon");
  const auto &columns = reader.texts("category_columns"), &names = reader.texts("category_names");
  const auto& seen = reader.integers("category_seen");
  constexpr std::int64_t kLongest = 1'000'000;
  bool sound = horizon.size() % 2 == 1 && columns.size() == names.size() && seen.size() == 2 * names.size();
  for (const std::int64_t number : horizon) sound = sound && number >= 0 && number <= kLongest;
  if (!sound) throw FormatError("[sqrf] horizon or categories make no sense; fit the model again");
  setting.horizon.steps = static_cast<int>(horizon[0]);
  for (std::size_t i = 1; i < horizon.size(); i += 2) {
    setting.horizon.spans.push_back({static_cast<int>(horizon[i]), static_cast<int>(horizon[i + 1])});
  }
  CategoryOrder::Columns known;
  for (std::size_t i = 0; i < names.size(); ++i) known[columns[i]][names[i]] = {seen[2 * i], seen[2 * i + 1]};
  setting.facts.order.set(std::move(known));
  setting.facts.seasons = load_seasons(reader);
  return setting;
}

}  // namespace demandcast
