// Sales come the same out of Arrow files and streams as they went in; what is cut is refused.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/io/memory.h>
#include <arrow/ipc/api.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/data/arrow_status.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

template <class Builder, class Value>
std::shared_ptr<arrow::Array> array_of(const std::vector<Value>& values) {
  Builder builder;
  for (const Value& value : values) throw_unless_ok(builder.Append(value), "test");
  return value_or_throw(builder.Finish(), "test");
}

/// Two series of two days in an order of columns that is not ours, with one that nobody wants.
std::shared_ptr<arrow::Table> sales() {
  const auto y = array_of<arrow::FloatBuilder, float>({1, 2, 3, 4});
  const auto shop = array_of<arrow::StringBuilder, std::string>({"n", "n", "s", "s"});
  const auto ds = array_of<arrow::Date32Builder, std::int32_t>({19723, 19724, 19723, 19724});
  const auto coded =
      value_or_throw(arrow::DictionaryArray::FromArrays(arrow::dictionary(arrow::int32(), arrow::utf8()),
                                                        array_of<arrow::Int32Builder, std::int32_t>({0, 0, 1, 1}),
                                                        array_of<arrow::StringBuilder, std::string>({"A", "B"})),
                     "test");
  return arrow::Table::Make(arrow::schema({arrow::field("y", y->type()), arrow::field("shop", shop->type()),
                                           arrow::field("ds", ds->type()), arrow::field("unique_id", coded->type())}),
                            {y, shop, ds, coded});
}

/// The bytes of `table`; two batches, so that joins are tried.
std::string bytes_of(const arrow::Table& table, bool stream, arrow::Compression::type compression) {
  auto options = arrow::ipc::IpcWriteOptions::Defaults();
  if (compression != arrow::Compression::UNCOMPRESSED) {
    options.codec = value_or_throw(arrow::util::Codec::Create(compression), "test");
  }
  const auto sink = value_or_throw(arrow::io::BufferOutputStream::Create(), "test");
  const auto writer = value_or_throw(stream ? arrow::ipc::MakeStreamWriter(sink, table.schema(), options)
                                            : arrow::ipc::MakeFileWriter(sink, table.schema(), options),
                                     "test");
  throw_unless_ok(writer->WriteTable(table, 3), "test");
  throw_unless_ok(writer->Close(), "test");
  return value_or_throw(sink->Finish(), "test")->ToString();
}

TEST(ReadArrowIpc, FilesAndStreamsOfEveryCompressionGiveTheSamePanel) {
  for (const auto compression :
       {arrow::Compression::UNCOMPRESSED, arrow::Compression::LZ4_FRAME, arrow::Compression::ZSTD}) {
    for (const bool stream : {false, true}) {
      DataSource source;
      source.path = test_file("sales.arrow", bytes_of(*sales(), stream, compression));
      const auto result = read_panel(source);
      ASSERT_TRUE(result.panel) << result.report.error_text();
      EXPECT_THAT(result.panel->ids(), ElementsAre("A", "B"));
      EXPECT_THAT(result.panel->target(1), ElementsAre(3, 4));
      EXPECT_EQ(result.panel->frequency().format(result.panel->last_period()), "2024-01-02");
      EXPECT_THAT(result.report.unused_columns, ElementsAre("shop"));
    }
  }
}

TEST(ReadArrowIpc, GivesTheWantedColumnsInTheWantedOrder) {
  const std::string path = test_file("t.feather", bytes_of(*sales(), false, arrow::Compression::UNCOMPRESSED));
  const std::vector<std::string> wanted{"shop", "y"};
  EXPECT_EQ(read_table(path, wanted).column_names(), wanted);
  EXPECT_THAT(read_table(path).column_names(), ElementsAre("y", "shop", "ds", "unique_id"));
  const std::vector<std::string> absent{"price"};
  EXPECT_THROW(read_table(path, absent), MissingColumns);
}

TEST(ReadArrowIpc, RefusesWhatIsCutInOurWords) {
  for (const bool stream : {false, true}) {
    const std::string whole = bytes_of(*sales(), stream, arrow::Compression::UNCOMPRESSED);
    for (const std::size_t size : {std::size_t{12}, whole.size() / 4, whole.size() / 2, whole.size() - 40}) {
      try {
        read_table(test_file("cut.arrow", whole.substr(0, size)));
        ADD_FAILURE() << size << " of " << whole.size() << " bytes were read";
      } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("cut or damaged"), Not(HasSubstr("Expected"))));
      }
    }
  }
}

TEST(ReadArrowIpc, RefusesFeatherOfVersionOne) {
  try {
    read_table(test_file("old.feather", "FEA1 and so on"));
    ADD_FAILURE();
  } catch (const FormatError& error) {
    EXPECT_THAT(error.what(), HasSubstr("write it as version 2"));
  }
}

}  // namespace
}  // namespace demandcast
