// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/elasticity.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/data/store/packed_store.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/patchwork/price_elasticity/price_elasticity.h"
#include "demandcast/pipeline/effect_lines.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/row_table.h"

namespace demandcast {
namespace {

constexpr const char* kModel = "price_elasticity";

void add_missing(const std::vector<std::string>& names, std::vector<std::string>& to) {
  for (const std::string& name : names) {
    if (std::ranges::count(to, name) == 0) to.push_back(name);
  }
}

/// Columns that are named need no role besides; a store has its roles.
RunConfig with_roles(const ElasticityConfig& config, const PriceElasticityOptions& options) {
  RunConfig run = config.run;
  if (is_packed_store(run.data.path)) return run;
  if (config.price != "none") add_missing({config.price}, run.data.known);
  add_missing(config.promotions, run.data.known);
  add_missing(config.categories, run.data.statics);
  if (options.cross != "none") add_missing(comma_parts(options.cross), run.data.statics);
  return run;
}

std::string joined_or_none(const std::vector<std::string>& names) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ","));
}

PriceElasticityOptions options_of(const ElasticityConfig& config) {
  OptionValues values;
  if (const auto given = config.run.model_options.find(kModel); given != config.run.model_options.end()) {
    values = given->second;
  }
  values["price"] = config.price;
  values["promotions"] = joined_or_none(config.promotions);
  if (!config.categories.empty()) values["categories"] = joined_or_none(config.categories);
  return read_options<PriceElasticityOptions>(kModel, values);
}

/// Periods after the newest one for which any row of `panel` has plans.
int planned_steps(const Panel& panel, const PriceTerms& terms) {
  Period last = panel.last_period();
  const std::vector<std::string> names = terms.names();
  for (const Channel& channel : panel.channels()) {
    if (std::ranges::count(names, channel.name) == 0) continue;
    for (std::size_t row = 0; row < channel.first_period.size(); ++row) {
      last = std::max(last, channel.first_period[row] + channel.offsets[row + 1] - channel.offsets[row] - 1);
    }
  }
  return static_cast<int>(last - panel.last_period());
}

Table series_table(const std::vector<EffectLine>& series, const std::string& id) {
  RowTable rows;
  for (const EffectLine& line : series) {
    rows.text(id, line.name);
    rows.text("category", line.category);
    rows.text("column", line.term);
    rows.text("kind", effect_kind(line));
    rows.number("value", line.value);
    rows.number("low", line.low);
    rows.number("high", line.high);
    rows.text("source", line.source);
    rows.integer("periods", static_cast<std::int64_t>(line.periods));
    rows.number("seen_low", line.seen_low);
    rows.number("seen_high", line.seen_high);
    rows.number("planned_low", line.planned_low);
    rows.number("planned_high", line.planned_high);
    rows.integer("beyond_seen", line.beyond ? 1 : 0);
  }
  return rows.take();
}

std::string page_beside(const std::string& table) {
  std::filesystem::path page = table;
  if (page.extension() == ".gz") page.replace_extension();
  return page.replace_extension(".html").string();
}

}  // namespace

ElasticityResult run_elasticity(const ElasticityConfig& config, const RunContext& context) {
  const PriceElasticityOptions options = options_of(config);
  const RunConfig run = with_roles(config, options);
  validate(run, Needs::kData, builtin_models());
  check_output_file(run, "");
  LoadedData data = load_data(run, context);
  const PanelView view = newest_view(data.panel, run.cutoff);
  ElasticityResult result;
  context.progress->start("elasticities", 3 * data.panel.series_count());
  const auto effects = learn_price_effects(options, SingleShard(view), 1, context);
  result.effects.library_version = kVersion;
  result.effects.command_line = run.command_line;
  result.effects.period_word = data.panel.frequency().period_word();
  fill_effect_lines(*effects, view, planned_steps(data.panel, effects->terms()), context, result.effects);
  context.progress->finish();
  result.report = std::move(data.report);
  if (run.output.empty()) return result;
  result.files = {run.output, page_beside(run.output)};
  write_table(series_table(result.effects.series, run.data.id), result.files[0]);
  write_file(result.files[1], render_elasticity_report(result.effects));
  return result;
}

}  // namespace demandcast
