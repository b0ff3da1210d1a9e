// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/tables.h"

#include <cmath>

#include "demandcast/data/synthetic/table_columns.h"

namespace demandcast::synthetic {
namespace {

using Series = std::span<const SeriesTruth>;

constexpr double kHoldingAYear = 0.25;  ///< of the cost

std::string id_of(const SeriesTruth& truth) { return truth.item.id; }
const Category& category_of(const SeriesTruth& truth) { return categories()[truth.item.attributes.category]; }

TableColumn date_rows(Series series, const Timeline& line) {
  TimeColumn column;
  for (const SeriesTruth& truth : series) {
    column.times.insert(column.times.end(), line.dates.begin() + truth.begin, line.dates.begin() + line.rows);
  }
  return {"ds", std::move(column)};
}

std::int64_t periods_of(double days, const Timeline& line, std::int64_t least) {
  return std::max(least, static_cast<std::int64_t>(std::lround(days / line.period_days())));
}

}  // namespace

Table sales_table(Series series, const Timeline& line) {
  const auto known = static_cast<std::size_t>(line.known);
  Table table;
  table.columns.push_back(text_column("unique_id", series, true, id_of));
  table.columns.push_back(date_rows(series, line));
  table.columns.push_back(number_rows("y", series, [known](const SeriesTruth& s, std::size_t t) {
    return t < known ? static_cast<double>(s.sales[t]) : kNull;
  }));
  table.columns.push_back(
      number_rows("price", series, [](const SeriesTruth& s, std::size_t t) { return s.prices.price[t]; }));
  table.columns.push_back(
      number_rows("promo", series, [](const SeriesTruth& s, std::size_t t) { return s.prices.promotion[t]; }));
  table.columns.push_back(integer_rows("event", series, [](const SeriesTruth& s, std::size_t t) -> std::int64_t {
    return s.spikes.kind[t] == Spike::kAnnounced;
  }));
  table.columns.push_back(number_rows("page_views", series, [known](const SeriesTruth& s, std::size_t t) {
    return t < known ? static_cast<double>(s.page_views[t]) : kNull;
  }));
  table.columns.push_back(number_rows("availability", series, [known](const SeriesTruth& s, std::size_t t) {
    return t < known ? s.availability[t] : kNull;
  }));
  return table;
}

Table truth_table(Series series, const Timeline& line) {
  Table table;
  table.columns.push_back(text_column("unique_id", series, true, id_of));
  table.columns.push_back(date_rows(series, line));
  table.columns.push_back(
      number_rows("expected", series, [](const SeriesTruth& s, std::size_t t) { return s.expected[t]; }));
  table.columns.push_back(
      number_rows("demand", series, [](const SeriesTruth& s, std::size_t t) { return s.demand[t]; }));
  table.columns.push_back(
      number_rows("interest", series, [](const SeriesTruth& s, std::size_t t) { return s.interest[t]; }));
  table.columns.push_back(
      number_rows("season", series, [](const SeriesTruth& s, std::size_t t) { return s.season[t]; }));
  table.columns.push_back(number_rows("level", series, [](const SeriesTruth& s, std::size_t t) { return s.level[t]; }));
  table.columns.push_back(integer_rows("spike", series, [](const SeriesTruth& s, std::size_t t) {
    return static_cast<std::int64_t>(s.spikes.kind[t]);
  }));
  table.columns.push_back(integer_rows("shift", series, [](const SeriesTruth& s, std::size_t t) -> std::int64_t {
    return s.shift.at == static_cast<int>(t);
  }));
  table.columns.push_back(
      number_rows("elasticity", series, [](const SeriesTruth& s, std::size_t) { return s.item.elasticity; }));
  table.columns.push_back(
      number_rows("uplift", series, [](const SeriesTruth& s, std::size_t) { return s.item.promotion_uplift; }));
  table.columns.push_back(integer_rows("intermittent", series, [](const SeriesTruth& s, std::size_t) -> std::int64_t {
    return s.item.attributes.intermittent;
  }));
  table.columns.push_back(
      text_column("family", series, true, [](const SeriesTruth& s) { return family_name(category_of(s).family); }));
  table.columns.push_back(text_column("look_alike", series, true, [](const SeriesTruth& s) {
    return s.item.look_alike < 0 ? std::string() : series_id(s.item.look_alike);
  }));
  return table;
}

Table statics_table(Series series) {
  Table table;
  table.columns.push_back(text_column("unique_id", series, false, id_of));
  table.columns.push_back(text_column("department", series, false,
                                      [](const SeriesTruth& s) -> std::string { return category_of(s).department; }));
  table.columns.push_back(
      text_column("category", series, false, [](const SeriesTruth& s) -> std::string { return category_of(s).name; }));
  table.columns.push_back(text_column(
      "brand", series, false, [](const SeriesTruth& s) -> std::string { return brands()[s.item.attributes.brand]; }));
  table.columns.push_back(text_column("price_tier", series, false, [](const SeriesTruth& s) -> std::string {
    return tier_name(s.item.attributes.tier);
  }));
  table.columns.push_back(text_column("colour", series, false, [](const SeriesTruth& s) -> std::string {
    return colour_name(s.item.attributes.colour);
  }));
  table.columns.push_back(number_column("list_price", series, [](const SeriesTruth& s) { return s.item.list_price; }));
  VectorColumn embedding;
  for (const SeriesTruth& truth : series) {
    embedding.width = static_cast<int>(truth.item.attributes.embedding.size());
    for (const double value : truth.item.attributes.embedding) embedding.values.push_back(static_cast<float>(value));
  }
  table.columns.push_back({"embedding", std::move(embedding)});
  return table;
}

Table items_table(Series series, const Timeline& line) {
  const double holding = kHoldingAYear * line.period_days() / 365.25;
  Table table;
  table.columns.push_back(text_column("unique_id", series, false, id_of));
  table.columns.push_back(number_column("price", series, [](const SeriesTruth& s) { return s.item.list_price; }));
  table.columns.push_back(number_column("cost", series, [](const SeriesTruth& s) { return s.item.cost; }));
  table.columns.push_back(
      number_column("holding_cost", series, [holding](const SeriesTruth& s) { return holding * s.item.cost; }));
  table.columns.push_back(number_column("salvage", series, [](const SeriesTruth& s) { return s.item.salvage; }));
  table.columns.push_back(integer_column(
      "lead_time", series, [&line](const SeriesTruth& s) { return periods_of(s.item.lead_days, line, 0); }));
  table.columns.push_back(
      integer_column("review_period", series, [&line](const SeriesTruth&) { return periods_of(7, line, 1); }));
  table.columns.push_back(integer_column("min_order", series, [](const SeriesTruth& s) { return s.item.min_order; }));
  table.columns.push_back(integer_column("pack_size", series, [](const SeriesTruth& s) { return s.item.pack_size; }));
  return table;
}

}  // namespace demandcast::synthetic
