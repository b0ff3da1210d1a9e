// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest_question.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/version.h"
#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/routers.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {
namespace {

constexpr const char* kReference = "seasonal_naive";

}  // namespace

std::vector<Composition> models_of_backtest(const RunConfig& config, const ModelRegistry& registry) {
  std::vector<Composition> asked = compositions_of(config, registry);
  Composition reference = able_composition(config, kReference, registry);
  const auto is_reference = [&](const Composition& c) { return c.parts == reference.parts; };
  if (std::none_of(asked.begin(), asked.end(), is_reference)) asked.insert(asked.begin(), std::move(reference));
  add_defaults_of_routers(config, registry, asked);
  return asked;
}

std::string question_of(const RunConfig& config, const Composition& composition, const ModelRegistry& registry,
                        const std::vector<PanelView>& views, const RunContext& context) {
  std::string text = fmt::format("demandcast {}\nmodel {}\n", kVersion, fmt::join(composition.parts, "+"));
  const ModelOptions options = options_with_season(config, registry);
  for (const std::string& part : all_parts(composition, registry, options)) {
    if (const auto own = options.find(part); own != options.end()) {
      for (const auto& [name, value] : own->second) text += fmt::format("{}.{} = {}\n", part, name, value);
    }
  }
  text += rules_of_model(config, registry, composition);
  text += fmt::format("horizon {}\nlevels {}\nrefit {}\nseed {}\n", config.horizon,
                      fmt::join(config.horizon_of().levels, ","), config.refit_every, context.seed);
  for (const Span& span : config.spans) text += fmt::format("span {}:{}\n", span.lead, span.length);
  for (const std::string& grouping : config.totals) text += fmt::format("totals {}\n", grouping);
  for (const PanelView& view : views) text += fmt::format("view {}\n", data_fingerprint(view));
  return text;
}

std::vector<std::string> notes_of(const RunConfig& config) {
  std::vector<std::string> notes;
  if (const std::string plans = plans_text(config.data); !plans.empty()) notes.push_back(plans);
  if (config.min_history > 0) {
    notes.push_back(
        fmt::format("Series with fewer than {} periods up to a cutoff are not scored there.", config.min_history));
  }
  if (judges_money(config)) {
    notes.push_back(
        "Cost is the money that buying each date's critical quantile would have cost: holding what is left, missing "
        "what "
        "is short. Lead times, packs and stock do not enter; demandcast simulate replays those.");
  }
  return notes;
}

}  // namespace demandcast
