# jixiao: build, try, test. `make help` lists the targets.
#
# Everything is built into build/: the program, the library, and plugins/layouts/*.so, plugins/carriers/*.so. What is
# there is found by wildcard: a new layout or carrier needs no line here, save for the libraries a carrier links.

MAKEFLAGS += --no-builtin-rules
BUILD  ?= build
ifeq ($(origin CC),default)
CC      = gcc
endif
CSTD    = -std=c11 -D_GNU_SOURCE
WARN    = -Wall -Wextra -Wshadow -Wconversion -Werror
OPT    ?= -O3 -g
SAN    ?=

# What makes a fault harder to exploit, as far as the compiler has it; tests/hardening looks whether it is in the files.
# A sanitizer's build watches more closely by itself, and the two do not go together.
FORTIFY3 := $(shell echo 'int main(void) { return 0; }' | \
    $(CC) -O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -include features.h -fsyntax-only -x c - 2>/dev/null && echo 3)
has      = $(shell echo 'int main(void) { return 0; }' | $(CC) -Werror $(1) -c -o /dev/null -x c - 2>/dev/null && echo $(1))
GUARDS  := -fstack-protector-strong $(call has,-fstack-clash-protection) \
           $(or $(call has,-fcf-protection=full),$(call has,-mbranch-protection=standard)) \
           -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(or $(FORTIFY3),2)
HARDEN  ?= $(if $(SAN),,$(GUARDS))
RELRO    = -Wl,-z,relro,-z,now,-z,noexecstack
CFLAGS  = $(CSTD) $(WARN) $(OPT) $(HARDEN) $(SAN) -fPIC -fvisibility=hidden -Iinclude -I. -MMD -MP
LDFLAGS = $(SAN) $(RELRO)
# Every symbol of a module must be found when it is linked; those of a sanitizer are found in the program.
comma  := ,
DEFS    = $(if $(SAN),,-Wl$(comma)-z$(comma)defs)
# Where the program finds its library from where it stands; packages need none of it.
RPATH  ?= -Wl,-rpath,'$$ORIGIN' -Wl,-rpath,'$$ORIGIN/../lib'
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
VERSION = 0.1.0
SOMAJOR = 0

CORE     = $(filter-out core/cli/% core/batch/%,$(wildcard core/*/*.c))
CLI      = $(wildcard core/cli/*.c)
# Batches belong to the program: they fork and take their time. The summary is a module of its own, loaded when one is
# asked for: libxlsxwriter brings libcrypto with it, which no other run has a use for.
SUMMARY  = core/batch/summary.c core/batch/rows.c
BATCH    = $(filter-out $(SUMMARY),$(wildcard core/batch/*.c))
LAYOUTS  = $(patsubst plugins/layouts/%.c,%,$(wildcard plugins/layouts/*.c))
CARRIERS = $(filter-out shared $(if $(PANGO),,pdf-out),$(sort $(patsubst plugins/carriers/%/,%,$(dir $(wildcard plugins/carriers/*/*.c))) \
                  $(patsubst plugins/carriers/%.c,%,$(wildcard plugins/carriers/*.c))))
UNITS    = $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))

# The libraries a carrier stands on.
LIBS_xlsx = -lz -lexpat -ldeflate
LIBS_docx = -lz -lexpat -ldeflate
LIBS_office = -lz -lexpat -ldeflate
LIBS_ods  = -lz -lexpat -ldeflate
LIBS_xml  = -lz -lexpat -ldeflate
# PDF files are drawn where pango is there. Its classes stay registered for as long as the program runs.
PANGO    := $(shell pkg-config --exists pangocairo cairo-pdf 2>/dev/null && echo yes)
LIBS_pdf-out = $(if $(PANGO),$(shell pkg-config --libs pangocairo cairo-pdf)) -Wl,-z,nodelete
# libxml2 keeps things for every thread; once in, it stays in.
LIBS_html = -lxml2 -Wl,-z,nodelete
# MD5 and SHA-1 for workbooks whose structure is protected; linked in, as for journals.
LIBS_xls  = -l:libnettle.a
# PDF files are read by a program of its own, which alone links qpdf. Without a qpdf that has the calls it needs, the
# carrier is built all the same, and says what is missing.
LIBS_pdf  = -ldl
LIBS_pdf_helper = -lqpdf -lz -lm
QPDF     := $(shell pkg-config --exists 'libqpdf >= 11' 2>/dev/null && echo yes)
# What carriers share stands in plugins/carriers/shared/; the linker gives each what it needs of it.
CORE_LIBS = -ljansson -ldl -lpthread
# SHA-256 for journals: nettle uses what the processor has for it. Linked into the program, so that a run which hashes
# nothing loads no library for it.
BATCH_LIBS = -ljansson -l:libnettle.a -ldl

core_o    = $(CORE:%.c=$(BUILD)/obj/%.o)
cli_o     = $(CLI:%.c=$(BUILD)/obj/%.o)
batch_o   = $(BATCH:%.c=$(BUILD)/obj/%.o)
plugins   = $(LAYOUTS:%=$(BUILD)/plugins/layouts/%.so) $(CARRIERS:%=$(BUILD)/plugins/carriers/%.so)
library   = $(BUILD)/libjixiao.so
pdf_helper = $(if $(QPDF),$(BUILD)/plugins/carriers/pdf-helper)
carrier_c = $(wildcard plugins/carriers/$(1).c plugins/carriers/$(1)/*.c)

.PHONY: all build run test help
all: deps
	+@$(SUBMAKE) build
	@$(say) 'built: $(BUILD)/jixiao. Next: make run, make test, sudo make install; make help lists more' \
	    '编译完成：$(BUILD)/jixiao。接下来可以：make run、make test、sudo make install；make help 列出全部'
build: $(BUILD)/jixiao $(library) $(plugins) $(BUILD)/plugins/batch/summary.so $(pdf_helper)

# Objects that were compiled otherwise are compiled again.
FLAGS := $(CC) $(CFLAGS) $(LDFLAGS)
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/libjixiao.so.$(VERSION): $(core_o)
	$(CC) $(LDFLAGS) -shared -Wl,-soname,libjixiao.so.$(SOMAJOR) $(DEFS) -o $@ $^ $(CORE_LIBS)
$(library): $(BUILD)/libjixiao.so.$(VERSION)
	ln -sf libjixiao.so.$(VERSION) $(BUILD)/libjixiao.so.$(SOMAJOR)
	ln -sf libjixiao.so.$(VERSION) $@
$(BUILD)/libjixiao.a: $(core_o)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/jixiao: $(cli_o) $(batch_o) $(library)
	$(CC) $(LDFLAGS) -pie -o $@ $(cli_o) $(batch_o) $(BATCH_LIBS) -L$(BUILD) -ljixiao $(RPATH)

# A layout is one table: it needs no library, and in as few pieces as may be it is loaded fastest.
TABLE_LDFLAGS = $(if $(SAN),,-nostdlib -Wl,-z,noseparate-code)
$(BUILD)/plugins/layouts/%.so: $(BUILD)/obj/plugins/layouts/%.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $(TABLE_LDFLAGS) -shared $(DEFS) -o $@ $^

# Headers that do not stand where the compiler looks.
XML2_CFLAGS = $(patsubst -I%,-isystem %,$(shell xml2-config --cflags 2>/dev/null || echo -I/usr/include/libxml2))
$(BUILD)/obj/plugins/carriers/html/%.o: CFLAGS += $(XML2_CFLAGS)
PANGO_CFLAGS = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags pangocairo cairo-pdf 2>/dev/null))
$(BUILD)/obj/plugins/carriers/pdf-out/%.o: CFLAGS += $(PANGO_CFLAGS)

$(BUILD)/obj/shared.a: $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard plugins/carriers/shared/*.c))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/plugins/batch/summary.so: $(SUMMARY:%.c=$(BUILD)/obj/%.o)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -shared -o $@ $^ -lxlsxwriter -ljansson

define carrier_rule
$(BUILD)/plugins/carriers/$(1).so: $(patsubst %.c,$(BUILD)/obj/%.o,$(call carrier_c,$(1))) $(BUILD)/obj/shared.a
	@mkdir -p $$(@D)
	$$(CC) $$(LDFLAGS) -shared $$(DEFS) -o $$@ $$^ $$(LIBS_$(1))
endef
$(foreach c,$(CARRIERS),$(eval $(call carrier_rule,$(c))))

# Every workbook begins as the empty one that libxlsxwriter makes here, with all looks that cells may have.
xlsx_blank = $(BUILD)/obj/plugins/carriers/xlsx/blank
$(BUILD)/plugins/carriers/xlsx.so: $(xlsx_blank)/tables.o
$(xlsx_blank)/tables.o: $(xlsx_blank)/tables.c
	$(CC) $(CFLAGS) -c -o $@ $<
$(xlsx_blank)/tables.c: $(xlsx_blank)/make
	$< $(@D)/blank.xlsx >$@.new
	mv $@.new $@
$(xlsx_blank)/make: $(xlsx_blank)/make.o $(BUILD)/obj/plugins/carriers/xlsx/looks.o
	$(CC) $(LDFLAGS) -pie -o $@ $^ -lxlsxwriter -lzip -ldeflate

# What the helper for PDF files is made of, and of what carriers share what it needs.
pdf_helper_c = $(wildcard plugins/carriers/pdf/helper/*.c) $(patsubst %,plugins/carriers/shared/%.c,symbol utf8)
$(BUILD)/plugins/carriers/pdf-helper: $(pdf_helper_c:%.c=$(BUILD)/obj/%.o) $(BUILD)/libjixiao.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -pie -o $@ $^ $(LIBS_pdf_helper)

# A unit test links the library's objects themselves, so that it can reach what the library does not show.
$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libjixiao.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(BUILD)/libjixiao.a -lcmocka $(TEST_LIBS) $(CORE_LIBS) -lm
# Tests of packages make them with libzip.
$(BUILD)/tests/test_framed: $(BUILD)/obj/shared.a
$(BUILD)/tests/test_framed: TEST_LIBS = $(BUILD)/obj/shared.a -ldeflate -lz
$(patsubst %,$(BUILD)/tests/test_%,xlsx_read xlsx_damage xlsx_write xlsx_files docx docx_looks docx_flat ods xml): TEST_LIBS = -lzip

# A test of batches links their objects as well.
$(BUILD)/tests/test_batch_%: $(BUILD)/obj/tests/unit/test_batch_%.o $(batch_o) $(BUILD)/libjixiao.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(batch_o) $(BUILD)/libjixiao.a -lcmocka $(BATCH_LIBS) $(CORE_LIBS) -lm

# A test of reading PDF files links the parts of the helper that know nothing of qpdf.
pdf_parts = $(patsubst %,$(BUILD)/obj/plugins/carriers/pdf/helper/%.o,lexer cmap encoding page line cell rules grid overprint rivers across outside strips suspect pages abreast)
$(BUILD)/tests/test_pdf_%: $(BUILD)/obj/tests/unit/test_pdf_%.o $(pdf_parts) $(BUILD)/libjixiao.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(pdf_parts) $(BUILD)/libjixiao.a -lcmocka $(CORE_LIBS) -lm

.PHONY: units
units: $(UNITS:%=$(BUILD)/tests/%)

include tests/Makefile.inc

clean:
	rm -rf $(BUILD) out

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
