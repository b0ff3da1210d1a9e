// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/newest_forecasts.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "demandcast/core/parallel.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/neural/network/new_network.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast::neural {
namespace {

/// By one thread: enough to make little of what calling an operation costs, few enough for a cache.
std::size_t series_at_once(const at::Device& device) { return device.is_cpu() ? 64 : 512; }

/// Leaves LibTorch's products one thread each while it lives: series are shared out among threads instead.
class OneThreadAProduct {
 public:
  OneThreadAProduct() : before_(at::get_num_threads()) { at::set_num_threads(1); }
  ~OneThreadAProduct() { at::set_num_threads(before_); }
  OneThreadAProduct(const OneThreadAProduct&) = delete;
  OneThreadAProduct& operator=(const OneThreadAProduct&) = delete;

 private:
  int before_;
};

constexpr std::size_t kRunsOfAThread = 8, kLongestRun = 16;  // batches one after another in the same memory

/// Mean and quantiles of one target, averaged over answers level by level; `cell` of [series, target].
void fill(const nn::Head& head, const std::vector<at::Tensor>& answers, std::size_t cell, double unit,
          const std::vector<double>& levels, double& mean, std::span<double> quantiles) {
  mean = 0;
  std::ranges::fill(quantiles, 0);
  std::vector<double> said(levels.size());
  const double share = 1.0 / static_cast<double>(answers.size());
  for (const at::Tensor& answer : answers) {
    const auto width = static_cast<std::size_t>(answer.size(2));
    const std::span<const double> numbers(answer.data_ptr<double>() + cell * width, width);
    head.quantiles(numbers.first(width - 1), unit, levels, said);
    for (std::size_t q = 0; q < levels.size(); ++q) quantiles[q] += share * said[q];
    mean += share * unit * numbers.back();
  }
}

/// Where the fit had a target of a horizon that is asked for.
std::size_t place_of(const std::vector<Span>& learnt, const Span& target) {
  return static_cast<std::size_t>(std::ranges::find(learnt, target) - learnt.begin());
}

}  // namespace

void with_calendars(const std::string& calendar, const Gatherer& gatherer, BatchTensors& tensors,
                    const std::function<void()>& work) {
  if (calendar != "training") work();
  if (calendar == "always") return;
  tensors.forget_calendar(gatherer.calendar_width());
  work();
}

NewestForecasts::NewestForecasts(const std::vector<ForkingNetwork>& members, const NetworkDesign& design,
                                 const NetworkFacts& facts, const NetworkSizes& sizes, const Horizon& learnt)
    : design_(&design), facts_(&facts), learnt_(&learnt), members_(members), plain_(members.size()) {
  if (!PlainNetwork::covers(design, device_of(design))) return;
  for (std::size_t i = 0; i < members.size(); ++i) {
    plain_[i] = std::make_unique<const PlainNetwork>(members[i], design, sizes);
  }
}

QuantileForecast NewestForecasts::of(const PanelView& view, const Horizon& horizon, const RunContext& context) const {
  const FeatureSet set(view);
  refuse_other_columns(design_->model, feature_names(set), facts_->features);
  const InputLayout layout(set, facts_->scales, facts_->unit, design_->engineered);
  const Gatherer gatherer(view, set, *facts_, layout, targets_of(*learnt_), members_.front()->reads());
  QuantileForecast forecast(view, horizon);
  const std::size_t count = view.series_count(), at_once = series_at_once(device_of(*design_));
  const std::size_t batches = (count + at_once - 1) / at_once;
  const std::size_t run =
      std::clamp<std::size_t>(batches / (kRunsOfAThread * static_cast<std::size_t>(context.threads)), 1, kLongestRun);
  context.progress->start(design_->model + ": forecast", count);
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  const OneThreadAProduct one_thread;
  parallel_for((batches + run - 1) / run, quiet, [&](std::size_t part) {
    Batch batch;
    for (std::size_t i = part * run; i < std::min(batches, (part + 1) * run); ++i) {
      const std::size_t first = i * at_once, some = std::min(at_once, count - first);
      forecast_some(gatherer, view, first, some, batch, forecast);
      context.progress->advance(some);
    }
  });
  context.progress->finish();
  return forecast;
}

NetworkForecast NewestForecasts::newest(std::size_t member, const BatchTensors& batch) const {
  return plain_[member] ? plain_[member]->newest(batch) : members_[member]->newest(batch);
}

/// What every member says of the newest origins of a batch: [series, target, output + mean] in double.
std::vector<at::Tensor> NewestForecasts::answers_of(const Gatherer& gatherer, Batch& batch) const {
  const at::NoGradGuard no_gradient;
  std::vector<at::Tensor> answers;
  const at::Device device = device_of(*design_);
  BatchTensors tensors = device.is_cpu() ? BatchTensors::borrowing(batch) : BatchTensors(batch, device);
  with_calendars(design_->options.calendar, gatherer, tensors, [&] {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const NetworkForecast forecast = newest(i, tensors);
      answers.push_back(at::cat({forecast.parameters, forecast.mean.unsqueeze(3)}, 3)
                            .select(1, 0)
                            .to(at::kCPU, at::kDouble)
                            .contiguous());
    }
  });
  return answers;
}

void NewestForecasts::forecast_some(const Gatherer& gatherer, const PanelView& view, std::size_t first,
                                    std::size_t count, Batch& batch, QuantileForecast& forecast) const {
  std::vector<Block> blocks;
  for (std::size_t i = first; i < first + count; ++i) blocks.push_back({i, view.origin(i)});
  RunContext alone;
  alone.threads = 1;
  gatherer.gather(blocks, alone, batch);
  const std::vector<at::Tensor> answers = answers_of(gatherer, batch);
  const Horizon& horizon = forecast.horizon();
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::size_t i = blocks[b].series;
    const double level = batch.level[(b + 1) * static_cast<std::size_t>(batch.origins) - 1];
    const auto take = [&](std::size_t target, double unit, double& mean, std::span<double> quantiles) {
      const std::size_t cell = b * static_cast<std::size_t>(batch.targets) + target;
      fill(members_.front()->head(), answers, cell, unit, horizon.levels, mean, quantiles);
    };
    for (int step = 0; step < horizon.steps; ++step) {
      take(static_cast<std::size_t>(step), level, forecast.mean(i, step), forecast.quantiles(i, step));
    }
    for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
      const Span& span = horizon.spans[s];
      const auto learnt = static_cast<std::size_t>(learnt_->steps) + place_of(learnt_->spans, span);
      take(learnt, level * span.length, forecast.span_mean(i, s), forecast.span_quantiles(i, s));
    }
    forecast.make_valid(i);
  }
}

}  // namespace demandcast::neural
