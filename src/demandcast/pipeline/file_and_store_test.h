// The same generated catalogue as a file and as a store of several shards, for tests that hold one against the other.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "demandcast/data/store/pack_store.h"
#include "demandcast/data/synthetic_catalogue.h"
#include "demandcast/data/table.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

class FileAndStore : public testing::Test {
 protected:
  /// Fills a folder of the test's own; `store_` is what `file_` says, of the store.
  void make(int series, int periods) {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / (std::string(test.test_suite_name()) + "_" + test.name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    SyntheticCatalogueOptions options;
    options.series = series;
    options.periods = periods;
    options.future = 0;
    const SyntheticCatalogue made = make_synthetic_catalogue(options, {});
    file_.data.path = (folder_ / "sales.parquet").string();
    file_.data.availability = "availability";
    file_.data.statics_path = (folder_ / "statics.parquet").string();
    write_table(made.sales, file_.data.path);
    write_table(made.statics, file_.data.statics_path);
    store_ = file_;
    store_.data = {};
    store_.data.path = (folder_ / "store").string();
    PackOptions shards;
    shards.rows_of_shard = 2000;
    EXPECT_GT(pack_store(file_.data, store_.data.path, shards, {}).shards, 2U);
    take_store_roles(store_.data);
  }

  std::filesystem::path folder_;
  RunConfig file_, store_;
};

}  // namespace demandcast
