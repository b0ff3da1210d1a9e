// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast_rows.h"

#include <algorithm>
#include <unordered_map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// Where each name of `part` stands in `all`, new names put at the end.
std::vector<std::int32_t> match_names(std::vector<std::string>& all, const std::vector<std::string>& part) {
  std::unordered_map<std::string, std::int32_t> index;
  for (std::size_t i = 0; i < all.size(); ++i) index.emplace(all[i], static_cast<std::int32_t>(i));
  std::vector<std::int32_t> places;
  for (const std::string& name : part) {
    const auto [found, is_new] = index.emplace(name, static_cast<std::int32_t>(all.size()));
    if (is_new) all.push_back(name);
    places.push_back(found->second);
  }
  return places;
}

void append_codes(std::vector<std::int32_t>& all, const std::vector<std::int32_t>& part,
                  const std::vector<std::int32_t>& places) {
  for (const std::int32_t code : part) all.push_back(places[static_cast<std::size_t>(code)]);
}

template <class T>
void append(std::vector<T>& all, const std::vector<T>& part) {
  all.insert(all.end(), part.begin(), part.end());
}

template <class T>
std::vector<T> pick(const std::vector<T>& column, std::span<const std::size_t> rows) {
  std::vector<T> picked;
  picked.reserve(rows.size());
  for (const std::size_t row : rows) picked.push_back(column[row]);
  return picked;
}

/// Span columns of `table` are empty where it has no span; here each row gets its own.
void widen_spans(ForecastTable& table, std::size_t rows) {
  table.lead.resize(rows, 0);
  table.length.resize(rows, 0);
}

/// Before the other columns of the part are appended.
void append_rules(ForecastTable& all, const ForecastTable& part) {
  if (all.rules.empty() && part.rules.empty()) return;
  const std::size_t rows = all.cutoff.size();
  const std::vector<std::int32_t> places = match_names(all.rules, part.rules);
  all.rule.resize(rows, -1);
  for (const std::int32_t rule : part.rule) all.rule.push_back(rule < 0 ? -1 : places[static_cast<std::size_t>(rule)]);
  all.rule.resize(rows + part.row_count(), -1);
}

}  // namespace

ForecastTable select_rows(const ForecastTable& table, std::span<const std::size_t> rows) {
  ForecastTable picked;
  picked.frequency = table.frequency;
  picked.levels = table.levels;
  picked.ids = table.ids;
  picked.models = table.models;
  picked.series = pick(table.series, rows);
  picked.model = pick(table.model, rows);
  picked.cutoff = pick(table.cutoff, rows);
  picked.period = pick(table.period, rows);
  picked.mean = pick(table.mean, rows);
  picked.reason = pick(table.reason, rows);
  picked.rules = table.rules;
  if (!table.rules.empty()) picked.rule = pick(table.rule, rows);
  picked.quantiles.reserve(rows.size() * table.levels.size());
  for (const std::size_t row : rows) {
    const auto quantiles = table.row_quantiles(row);
    picked.quantiles.insert(picked.quantiles.end(), quantiles.begin(), quantiles.end());
  }
  if (table.length.empty()) return picked;
  picked.lead = pick(table.lead, rows);
  picked.length = pick(table.length, rows);
  if (std::all_of(picked.length.begin(), picked.length.end(), [](int length) { return length == 0; })) {
    picked.lead.clear();
    picked.length.clear();
  }
  return picked;
}

void append_rows(ForecastTable& all, const ForecastTable& part) {
  if (all.row_count() == 0 && all.levels.empty()) {
    all = part;
    return;
  }
  if (part.row_count() == 0) return;
  if (all.levels != part.levels) throw ConfigError("forecasts of different quantile levels cannot be joined");
  if (!all.length.empty() || !part.length.empty()) widen_spans(all, all.row_count());
  append_codes(all.series, part.series, match_names(all.ids, part.ids));
  append_codes(all.model, part.model, match_names(all.models, part.models));
  append_rules(all, part);
  append(all.cutoff, part.cutoff);
  append(all.period, part.period);
  append(all.mean, part.mean);
  append(all.quantiles, part.quantiles);
  append(all.reason, part.reason);
  append(all.lead, part.lead);
  append(all.length, part.length);
  if (!all.length.empty()) widen_spans(all, all.row_count());
}

}  // namespace demandcast
