// Forecasts written while the next ones are made.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <future>
#include <string>

#include "demandcast/forecast/forecast_table.h"

namespace demandcast {

/// One table of forecasts is written at a time, on a thread of its own; errors come with the next call.
class ForecastWriter {
 public:
  ForecastWriter(const std::string& output, const std::string& format, ForecastLayout layout)
      : writer_(output, format), layout_(std::move(layout)) {}
  ~ForecastWriter() {
    if (pending_.valid()) pending_.wait();
  }
  ForecastWriter(const ForecastWriter&) = delete;
  ForecastWriter& operator=(const ForecastWriter&) = delete;

  void add(ForecastTable table) {
    wait();
    pending_ =
        std::async(std::launch::async, [this, rows = std::move(table)] { write_forecasts(rows, layout_, writer_); });
  }
  void commit() {
    wait();
    writer_.commit();
  }

 private:
  void wait() {
    if (pending_.valid()) pending_.get();
  }

  TableWriter writer_;
  ForecastLayout layout_;
  std::future<void> pending_;
};

}  // namespace demandcast
