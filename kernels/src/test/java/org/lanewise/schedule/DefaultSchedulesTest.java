package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** The table of default schedules once more, each line with workloads that it is for. */
class DefaultSchedulesTest {
    /**
     * One line.
     *
     * @param row of the table, from 0
     */
    record Case(int row, String target, String workload, String schedule) {
        static Case parse(String line) {
            String[] words = line.strip().split("\\s+");
            return new Case(Integer.parseInt(words[0]), words[1], words[2], words[3]);
        }
    }

    private static final String CASES =
            """
            0  avx2    512x14x14_k5_s1_p2_nhwc                c256_b8_t1x14_chw_cols_reload_raw_staged
            0  avx2    1024x7x7_k7_s1_p3_nhwc                 c256_b8_t1x7_chw_cols_reload_raw_staged
            0  avx2    256x28x28_k5_s1_p2_nhwc                c256_b8_t1x14_chw_cols_reload_raw_staged
            1  avx2    256x7x7_k5_s1_p2_nhwc                  c256_b8_t1x7_hwc_cols_reload_raw
            1  avx2    512x1x200_k1x11_p0.5.0.5_nhwc          c256_b8_t1x7_hwc_cols_reload_raw
            1  avx2    512x112x112_k5_s1_p2_nhwc              c256_b8_t1x7_hwc_cols_reload_raw
            2  avx512  512x14x14_k5_s1_p2_nhwc                c512_b8_t2x4_hwc_cols_reload_raw
            3  avx2    512x14x14_k3_s2_p1_nhwc                c256_b8_t1x2x2_hwc_taps_reload_raw
            4  avx2    512x14x14_k3_s1_p1_nhwc                c256_b2_t1x2x2_cwh_slide_reload_raw
            5  avx2    256x28x28_k3_s2_p1_nhwc                c256_b8_t1x4_hwc_taps_reload_raw
            6  avx512  512x14x14_k3_s2_p1_nhwc                c512_b8_t4x1x2_hwc_taps_reload_raw
            7  avx2    1024x7x7_k3_s1_p1_nhwc                 c256_b16_t1x4_cwh_slide_reload_raw_staged
            8  avx512  512x14x14_k3_s1_p1_nhwc                c512_b8_t4x2_hwc_taps_reload_raw
            8  avx2    512x7x7_k3_s1_p1_nhwc                  c256_b8_t4x2_hwc_taps_reload_raw
            8  neon    512x14x14_k3_s1_p1_nhwc                c128_b8_t4x2_hwc_taps_reload_raw
            9  avx2    64x64x64_k3_s1_p1_nhwc                 c256_b8_t4x1_hwc_taps_held_raw
            9  avx2    192x16x16_k3_s1_p1_nhwc                c256_b24_t4x1_hwc_taps_held_raw
            10 avx512  128x56x56_k3_s1_p1_nhwc                c512_b8_t4x4_hwc_taps_held_raw
            10 avx512  32x64x64_k3_s1_p1_nhwc                 c512_b2_t4x4_hwc_taps_held_raw
            11 avx2    64x56x56_k1x11_s1_p0.5.0.5_nhwc        c256_b8_t7x2_chw_none_reload_raw
            11 avx2    128x28x28_k1x7_s1_p0.3.0.3_nhwc        c256_b16_t7x2_chw_none_reload_raw
            12 avx2    48x64x64_k1x15_s1_p0.7.0.7_nchw8c      c256_b1_t7x2_chw_none_reload_raw
            13 avx2    128x28x28_k7x1_s1_p3.0.3.0_nhwc        c256_b1_t7x1_chw_taps_reload_raw
            14 avx512  64x28x28_k7x1_s1_p3.0.3.0_nchw         w512_b4_t8x2_hcw_taps_held_raw
            14 avx512  64x28x28_k21x1_s1_p10.0.10.0_nchw      w512_b4_t8x2_hcw_taps_held_raw
            15 avx512  64x14x14_k7x1_s1_p3.0.3.0_nchw         w512_b8_t7x1_chw_taps_held_raw
            16 avx512  64x14x14_k1x7_s1_p0.3.0.3_nchw         w512_b16_t1x1_chw_flat_held_raw
            16 avx512  3x28x28_k1x3_s1_p0.1.0.1_nchw          w512_b1_t1x1_chw_flat_held_raw
            17 avx512  64x32x32_k1x7_s1_p0.3.0.3_nchw         w512_b4_t2x2_chw_taps_held_raw
            18 avx512  64x28x28_k3_s1_p2_d2_nchw              w512_b16_t1x1_chw_flat_held_raw
            18 avx512  192x14x14_k3_s1_p2_d2_nchw             w512_b16_t1x1_chw_flat_held_raw
            18 avx512  3x40x40_k3_s1_p2_d2_nchw               w512_b1_t1x1_chw_flat_held_raw
            19 avx512  64x20x20_k3_s1_p1_nchw                 w512_b16_t1x1_chw_flat_held_raw
            19 avx512  8x9x9_k3_s1_p1_nchw                    w512_b8_t1x1_chw_flat_held_raw
            19 avx512  64x12x12_k3_s1_p1_nchw                 w512_b16_t1x1_chw_flat_held_raw
            19 avx512  4x12x12_k3_s1_p1_nchw                  w512_b1_t1x1_chw_flat_held_raw
            19 avx512  64x40x12_k3_s1_p1_nchw                 w512_b16_t1x1_chw_flat_held_raw
            20 avx512  20x12x12_k5_s1_p2_nchw                 w512_b16_t1x1_chw_flat_reload_raw
            20 avx512  4x12x12_k5_s1_p2_nchw                  w512_b1_t1x1_chw_flat_reload_raw
            21 avx512  40x31x31_k3_s1_p1_nhwc                 c512_b3_t4x4_hwc_taps_held_raw
            21 avx512  40x20x20_k3_s1_p1_nhwc                 c512_b3_t4x4_hwc_taps_held_raw
            21 avx512  72x38x38_k3_s1_p2_d2_nhwc              c512_b5_t4x4_hwc_taps_held_raw
            22 avx512  58x28x28_k3_s2_p1_nhwc                 c512_b4_t4x4_hwc_taps_held_raw
            22 avx512  72x56x56_k3_s2_p1_nhwc                 c512_b5_t4x4_hwc_taps_held_raw
            23 avx512  128x56x56_k3_s2_p1_nhwc                c512_b4_t4x5_hwc_taps_reload_raw
            23 avx512  88x44x44_k3_s2_p1_nhwc                 c512_b4_t4x5_hwc_taps_reload_raw
            23 avx512  96x35x35_k3_s2_p1_nhwc                 c512_b4_t4x5_hwc_taps_reload_raw
            24 avx512  64x32x32_k3_s1_p2_d2_nchw              w512_b4_t8x2_hcw_taps_held_raw
            24 avx512  3x48x48_k3_s1_p2_d2_nchw               w512_b1_t8x2_chw_taps_held_raw
            25 avx512  192x16x16_k3_s1_p2_d2_nchw             w512_b4_t8x1_hcw_taps_held_raw
            26 avx512  64x28x28_k3_s1_p2_d2_nchw16c           c512_b1_t1x7_chw_taps_held_raw
            26 avx512  96x33x33_k3_s1_p4_d4_nhwc              c512_b1_t1x7_chw_taps_held_raw
            26 avx512  64x64x64_k3_s1_p2_d2_nhwc              c512_b1_t1x7_chw_taps_held_raw
            27 avx512  64x112x112_k3_s2_p1_nchw16c            c512_b1_t1x7_chw_taps_held_raw
            27 avx512  128x56x56_k3_s2_p1_nchw16c             c512_b1_t1x7_chw_taps_held_raw
            28 avx512  96x64x64_k3_s2_p1_nchw16c              c512_b1_t4x4_chw_taps_reload_raw
            28 avx512  64x12x12_k3_s2_p1_nchw16c              c512_b1_t4x4_chw_taps_reload_raw
            28 avx512  240x14x14_k3_s2_p1_nhwc                c512_b1_t4x4_chw_taps_reload_raw
            28 avx512  96x80x80_k3_s2_p1_nhwc                 c512_b1_t4x4_chw_taps_reload_raw
            28 avx512  96x34x34_k3_s2_p1_nhwc                 c512_b1_t4x4_chw_taps_reload_raw
            28 avx512  96x58x58_k3_s2_p1_nhwc                 c512_b1_t4x4_chw_taps_reload_raw
            29 avx2    64x32x32_k3_s1_p1_nchw                 w256_b4_t8x2_hcw_taps_reload_raw
            29 avx2    3x112x112_k3_s1_p1_nchw                w256_b1_t8x2_chw_taps_reload_raw
            30 avx2    200x14x14_k5_s1_p2_nchw                w256_b8_t7x1_hcw_taps_reload_raw
            31 avx2    96x40x40_k5_s1_p2_nchw                 w256_b8_t4x2_chw_cols_reload_raw
            31 avx2    3x28x28_k5_s1_p2_nchw                  w256_b1_t4x2_chw_cols_reload_raw
            32 avx2    64x112x112_k3_s2_p1_nhwc               c256_b8_t2x2_hwc_taps_reload_raw
            32 avx2    58x28x28_k3_s2_p1_nhwc                 c256_b8_t2x2_hwc_taps_reload_raw
            32 avx2    576x14x14_k3_s2_p1_nhwc                c256_b24_t2x2_hwc_taps_reload_raw
            33 avx2    64x112x112_k3_s2_p1_nchw8c             c256_b1_t2x2_chw_taps_reload_raw
            34 avx2    32x112x112_k3_s1_p1_nchw8c             c256_b1_t4x1_chw_taps_held_raw
            35 avx2    24x112x112_k3_s1_p1_m2_nchw8c          c256_b1_t1x3_cwh_slide_reload_raw
            36 avx2    32x112x112_k3_s1_p1_nhwc               c256_b4_t4x1_hwc_taps_held_raw
            36 avx2    200x96x96_k3_s1_p1_nhwc                c256_b13_t4x1_hwc_taps_held_raw
            36 avx2    24x112x112_k3_s1_p1_m2_nhwc            c256_b6_t4x1_hwc_taps_held_raw
            37 avx2    96x4x4_k3_s1_p1_nhwc                   c256_b8_t1x4_cwh_slide_reload_raw
            38 avx2    672x7x7_k5_s1_p2_nhwc                  c256_b8_t1x2_cwh_slide_reload_raw
            39 avx2    72x112x112_k5_s2_p2_nhwc               c256_b1_t1x16_cwh_cols_reload_raw
            40 avx512  88x17x17_k5_s1_p2_nchw                 c512_b1_t1x4_cwh_slide_reload_raw
            40 avx512  96x34x34_k5_s1_p2_nchw                 c512_b1_t1x4_cwh_slide_reload_raw
            41 avx512  240x28x28_k5_s1_p2_nchw                w512_b1_t1x2_cwh_slide_reload_raw
            41 avx512  20x17x17_k5_s1_p2_nchw                 w512_b1_t1x2_cwh_slide_reload_raw
            41 avx512  96x24x24_k5_s1_p2_nchw                 w512_b1_t1x2_cwh_slide_reload_raw
            41 avx512  64x112x112_k5_s1_p2_nchw               w512_b1_t1x2_cwh_slide_reload_raw
            41 avx512  72x56x56_k5_s2_p2_nchw                 w512_b1_t1x2_cwh_slide_reload_raw
            42 avx512  16x1x600_k1x255_p0.127.0.127_nchw      c512_b1_t1x14_chw_none_reload_raw
            42 avx512  32x1x400_k1x81_p0.40.0.40_nchw16c      c512_b1_t1x14_chw_none_reload_raw
            42 avx512  32x1x400_k1x81_p0.40.0.40_nchw         c512_b1_t1x14_chw_none_reload_raw
            43 avx512  1024x7x7_k3_s1_p1_nchw                 w512_b16_t1x1_chw_plane_held_raw
            43 avx512  512x14x14_k3_s2_p1_nchw                w512_b16_t1x1_chw_plane_held_raw
            43 avx512  8x7x7_k3_s2_p1_nchw                    w256_b8_t1x1_chw_plane_held_raw
            43 avx512  3x4x4_k3_s1_p1_nchw                    w512_b1_t1x1_chw_plane_held_raw
            43 avx2    64x4x4_k3_s1_p1_nchw                   w256_b16_t1x1_chw_plane_held_raw
            44 avx512  960x7x7_k5_s1_p2_nchw                  c512_b1_t1x4_cwh_slide_reload_raw
            44 avx512  672x14x14_k5_s2_p2_nchw                c512_b1_t1x4_cwh_slide_reload_raw
            44 avx512  96x10x10_k5_s1_p2_nchw                 c512_b1_t1x4_cwh_slide_reload_raw
            45 avx512  20x7x7_k5_s1_p2_nchw                   w256_b8_t7x1_chw_taps_reload_raw
            45 avx512  96x28x28_k5_s2_p2_nchw                 w512_b8_t7x1_chw_taps_reload_raw
            45 avx2    64x6x6_k5_s1_p2_nchw                   w256_b8_t6x1_chw_taps_reload_raw
            45 avx512  20x14x14_k5_s1_p2_nchw                 w512_b8_t7x1_chw_taps_reload_raw
            45 avx512  4x14x14_k5_s1_p2_nchw                  w512_b1_t7x1_chw_taps_reload_raw
            46 avx2    240x28x28_k5_s2_p2_nchw                c256_b1_t1x4_cwh_slide_reload_raw
            46 avx2    72x56x56_k5_s2_p2_nchw                 c256_b1_t1x4_cwh_slide_reload_raw
            47 avx512  50x14x14_k7_s1_p3_nchw                 c512_b1_t2x7_cwh_cols_reload_raw
            47 avx512  32x56x56_k7_s2_p3_nchw                 c512_b1_t2x7_cwh_cols_reload_raw
            48 avx512  64x6x6_k7_s1_p3_nchw                   c512_b1_t1x4_chw_cols_reload_raw
            48 avx2    64x14x14_k7_s1_p3_nchw                 c256_b1_t1x7_chw_cols_reload_raw
            48 avx2    64x6x6_k7_s1_p3_nchw                   c256_b1_t1x4_chw_cols_reload_raw
            49 avx512  60x100x7_k3_s1_p1_nchw                 w256_b8_t8x1_chw_taps_held_raw
            49 avx512  60x9x9_k3_nchw                         w256_b8_t7x1_chw_taps_held_raw
            49 avx2    1024x7x7_k3_s1_p1_nchw                 w256_b8_t7x1_chw_taps_held_raw
            50 avx512  64x112x112_k3_s1_p1_nchw               w512_b1_t1x4_cwh_slide_held_raw
            50 avx512  64x112x112_k3_s2_p1_nchw               w512_b1_t1x4_cwh_slide_held_raw
            51 avx512  38x38x38_k3_s1_p1_nchw                 w512_b1_t1x3_cwh_slide_held_raw
            52 avx512  64x28x28_k3_s1_p1_nchw                 w512_b1_t3x2_cwh_slide_held_raw
            52 avx512  144x56x56_k3_s2_p1_nchw                w512_b1_t2x2_cwh_slide_held_raw
            53 avx2    256x28x28_k3_s2_p1_nchw                w256_b1_t1x2_cwh_slide_reload_raw
            54 avx512  100x14x14_k3x1_p1.0.1.0_nchw           w512_b8_t13x1_cwh_slide_held_raw
            54 neon    4x3x3_k3_s1_p1_nchw                    w128_b1_t2x1_cwh_slide_held_checked
            54 avx2    64x3x8_k3_s1_p1_nchw                   w256_b8_t2x1_cwh_slide_held_raw
            54 avx2    64x2x8_k3_s1_p1_nchw                   w256_b8_t1x1_cwh_slide_held_raw
            54 avx512  64x14x14_k3_s1_p1_nchw                 w512_b8_t13x1_cwh_slide_held_raw
            54 avx512  4x16x16_k3_s1_p1_nchw                  w512_b1_t15x1_cwh_slide_held_raw
            54 avx512  64x40x14_k3_s1_p1_nchw                 w512_b8_t3x1_cwh_slide_held_raw
            55 avx2    3x12x12_k5_s1_p2_nchw                  w256_b1_t1x1_cwh_slide_reload_raw
            56 avx512  4x12x12_k9_s1_p4_nchw                  w512_b1_t1x1_chw_cols_reload_raw
            56 avx2    3x12x12_k7_s1_p3_nchw                  w256_b1_t1x1_chw_cols_reload_raw
            57 avx512  1x1x600_k1x255_p0.127.0.127            w512_b1_t1x1_chw_none_reload_raw_framed
            57 avx2    3x255x255_k255                         w128_b1_t1x1_chw_none_reload_raw_framed
            58 avx512  64x12x12_k3_s1_p1_nchw16c              c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  64x12x12_k3_s1_p1_nchw8c               c256_b1_t1x6_cwh_slide_held_raw
            58 avx512  320x16x16_k3_s1_p1_nhwc                c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  160x32x32_k3_s1_p1_nhwc                c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  128x8x8_k3_s1_p1_nhwc                  c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  16x64x64_k3_s1_p1_nhwc                 c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  64x64x64_k3_s1_p1_m2_nhwc              c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  240x14x14_k3_s1_p1_nhwc                c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  40x31x31_k3_s1_p1_m2_nhwc              c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  40x19x19_k3_s1_p1_nhwc                 c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  312x20x20_k3_s1_p1_nhwc                c512_b1_t1x6_cwh_slide_held_raw
            58 avx512  200x14x14_k3_s1_p1_nhwc                c512_b1_t1x6_cwh_slide_held_raw
            59 avx512  128x4x4_k3_s1_p1_nchw16c               c512_b1_t1x4_cwh_slide_held_raw
            59 avx512  64x20x20_k4x3_p1.1.2.1_nchw16c         c512_b1_t1x4_cwh_slide_held_raw
            59 avx2    64x20x20_k2_p0.0.1.1_nchw8c            c256_b1_t1x4_cwh_slide_held_raw
            59 avx512  512x3x3_k3_s1_p1_nhwc                  c512_b1_t1x2_cwh_slide_held_raw
            59 avx512  64x6x6_k3_s2_p1_nchw16c                c512_b1_t1x2_cwh_slide_held_raw
            60 avx512  64x12x12_k5_s1_p2_nchw16c              c512_b1_t1x4_cwh_slide_reload_raw
            60 avx2    128x16x8_k3_s1_p1_nhwc                 c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    64x64x64_k3_s1_p1_m2_nhwc              c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    8x32x128_k3_s1_p1_nhwc                 c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    64x64x64_k3_s1x2_p1_nhwc               c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    64x12x12_k3_s1_p1_nchw8c               c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    48x4x4_k3_s1_p1_nhwc                   c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    64x12x12_k3_s2_p1_nchw8c               c256_b1_t1x4_cwh_slide_reload_raw
            60 avx2    6x12x12_k3_s1_p1_nhwc                  c128_b1_t1x4_cwh_slide_reload_raw
            61 avx2    64x12x12_k5_s1_p2_nchw8c               c256_b1_t1x2_cwh_slide_reload_raw
            62 avx512  64x14x14_k7_s1_p3_nchw16c              c512_b1_t1x14_chw_cols_reload_raw
            62 avx512  64x56x56_k1x11_s1_p0.5.0.5_nhwc        c512_b1_t1x14_chw_cols_reload_raw
            63 avx512  64x12x12_k7_s1_p3_nchw16c              c512_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x14x14_k7_s1_p3_nchw8c               c256_b1_t1x7_chw_cols_reload_raw
            63 avx512  16x1x600_k1x600_nchw16c                c512_b1_t1x1_chw_none_reload_raw
            63 avx2    96x40x40_k1x9_s1_p0.4.0.4_nchw8c       c256_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x56x56_k1x11_s1x2_p0.5.0.5_nhwc      c256_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x56x56_k1x11_s1_p0.5.0.5_m2_nhwc     c256_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x6x56_k1x11_s1_p0.5.0.5_nhwc         c256_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x56x56_k11x1_s1_p10.0.10.0_d2x1_nhwc c256_b1_t1x7_chw_cols_reload_raw
            63 avx2    64x56x56_k31x1_s1_p15.0.15.0_nhwc      c256_b1_t1x7_chw_cols_reload_raw
            """;

    static List<Case> cases() {
        return CASES.lines().map(Case::parse).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFirstLegalLineWins(Case line) {
        Workload workload = Workload.parse(line.workload());
        Target target = Target.parse(line.target());
        String chosen =
                ScheduleSpace.of(workload, target)
                        .tableSchedule()
                        .orElseThrow()
                        .schedule()
                        .toString();

        assertThat(chosen).isEqualTo(line.schedule());
        assertThat(rowOf(chosen, workload, target)).isEqualTo(line.row());
    }

    @Test
    void everyLineIsForSomething() {
        assertThat(new TreeSet<>(cases().stream().map(Case::row).toList()))
                .containsExactlyElementsOf(
                        IntStream.range(0, DefaultSchedules.TABLE.size()).boxed().toList());
    }

    @Test
    void everyLineSaysWhatWasMeasured() {
        assertThat(DefaultSchedules.TABLE)
                .extracting(DefaultSchedules.Preference::why)
                .allMatch(why -> why.matches("[A-Z].{20,}\\."));
    }

    private static int rowOf(String schedule, Workload workload, Target target) {
        // c512_b1_..._raw was made of c_b1_...
        String shape = schedule.replaceFirst("[0-9]+", "").replaceFirst("_raw|_checked", "");
        Set<String> shapes =
                Set.of(
                        shape,
                        shape.replaceFirst("_b[0-9]+", "_beven"),
                        shape.replaceFirst("_t[0-9]+", "_tall"),
                        shape.replaceFirst("_t[0-9]+", "_tflight"));
        return IntStream.range(0, DefaultSchedules.TABLE.size())
                .filter(row -> DefaultSchedules.TABLE.get(row).when().test(workload, target))
                .filter(row ->
                        DefaultSchedules.TABLE.get(row).shapes().stream()
                                .anyMatch(shapes::contains))
                .findFirst()
                .orElseThrow();
    }
}
